using System.Collections.Immutable;
using System.Data.Common;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Storage;

namespace OutreachSilo.History;

/// <summary>The audit trail of one record, a page at a time, by the journal's key; no grain is woken for it.</summary>
internal sealed class JournalHistory(Database database, IStore store, HistoryWords words) : IRecordHistory
{
    public async Task<RecordHistory> Read(string grain, Guid? place, long? before, int take, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, IRecordHistory.TakeMax);
        return await store.Read(
            async (connection, token) =>
            {
                var lines = await Lines(connection, grain, place, before, take + 1, token);
                var older = lines.Count > take ? lines[take - 1].Version : (long?)null;
                return new RecordHistory(await Named(connection, grain, lines.GetRange(0, Math.Min(take, lines.Count)), token), older);
            },
            cancellationToken);
    }

    private async Task<List<HistoryLine>> Lines(DbConnection connection, string grain, Guid? place, long? before, int take, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            $"""
            select version, at, kind, body, actor, command from journal
            where grain = @grain and version < @before{(place is null ? "" : " and body ->> 'place' = @place")}
            order by version desc limit @take
            """,
            ("grain", grain), ("before", before ?? long.MaxValue), ("take", take));
        if (place is { } one) command.Add("place", one.ToString());
        return await command.Rows(row => words.Of(grain, database.ReadEntry(row, 0)), cancellationToken);
    }

    /// <summary>Most changes of a place say which, not whose: that says the one that made it.</summary>
    private async Task<ImmutableArray<HistoryLine>> Named(DbConnection connection, string grain, List<HistoryLine> lines, CancellationToken cancellationToken)
    {
        var places = lines.Where(line => line is { Person: "", Place: not null }).Select(line => line.Place!.Value).Distinct().ToList();
        var naming = words.NamingKinds(grain);
        if (places.Count == 0 || naming.IsEmpty) return [.. lines];
        await using var command = connection.Command(
            $"""
            select version, at, kind, body, actor, command from journal
            where grain = @grain and kind in ({string.Join(", ", naming.Select((_, number) => $"@kind{number}"))})
                and body ->> 'place' in ({string.Join(", ", places.Select((_, number) => $"@place{number}"))})
            """,
            [
                ("grain", grain),
                .. naming.Select((kind, number) => ($"kind{number}", (object?)kind)),
                .. places.Select((place, number) => ($"place{number}", (object?)place.ToString())),
            ]);
        var owners = new Dictionary<Guid, string>();
        foreach (var line in await command.Rows(row => words.Of(grain, database.ReadEntry(row, 0)), cancellationToken))
            if (line is { Place: { } place, Person: var person }) owners[place] = person;
        return [.. lines.Select(line => line is { Person: "", Place: { } of } ? line with { Person = owners.GetValueOrDefault(of, "") } : line)];
    }
}
