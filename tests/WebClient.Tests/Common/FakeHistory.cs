using System.Collections.Immutable;

namespace OutreachSilo.Common;

/// <summary>Tells what a test puts into it; of any other record, that it was begun.</summary>
internal sealed class FakeHistory : IRecordHistory
{
    public Dictionary<string, ImmutableArray<HistoryLine>> Records { get; } = new(StringComparer.Ordinal);

    public Task<RecordHistory> Read(string grain, Guid? place, long? before, int take, CancellationToken cancellationToken)
    {
        var lines = Records.GetValueOrDefault(grain, [new HistoryLine(1, DateTimeOffset.UnixEpoch, "begun", "Begun", "system", "", null, "", place)])
            .Where(line => (place is null || line.Place == place) && line.Version < (before ?? long.MaxValue)).OrderByDescending(line => line.Version).ToList();
        return Task.FromResult(new RecordHistory([.. lines.Take(take)], lines.Count > take ? lines[take - 1].Version : null));
    }
}
