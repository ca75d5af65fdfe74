using OutreachSilo.Live;

namespace OutreachSilo.Common;

/// <summary>Days on which one place was published and nothing else happened.</summary>
internal sealed class FakeTrends : IRegionTrends
{
    public Task<RegionTrend> Read(BoardId board, DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        Task.FromResult(new RegionTrend([.. Enumerable.Range(first.DayNumber, last.DayNumber - first.DayNumber + 1).Select(day => new TrendDay(DateOnly.FromDayNumber(day), 1, 0, 0))], [], true));
}
