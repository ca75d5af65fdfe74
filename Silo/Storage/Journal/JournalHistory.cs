using System.Collections.Immutable;
using System.Data.Common;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>The audit trail of one record, a page at a time, by the journal's key; no grain is woken for it.</summary>
internal sealed class JournalHistory(Database database, IStore store) : IRecordHistory
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
        const string newest = "order by version desc limit @take";
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            select version, at, kind, body, actor, command from {database.JournalOf("grain = @grain and version < @before", place is null ? newest : "")}
            and version < @before{(place is null ? "" : " and body ->> 'place' = @place")}
            {newest}
            """;
        command.Add("grain", grain);
        database.AddJournalOf(command, [grain]);
        command.Add("before", before ?? long.MaxValue);
        if (place is { } one) command.Add("place", one.ToString());
        command.Add("take", take);
        var lines = new List<HistoryLine>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken)) lines.Add(HistoryWords.Of(JournalRows.Entry(database, row, 0)));
        return lines;
    }

    /// <summary>Most changes of a place say which, not whose: that says the one that made it.</summary>
    private async Task<ImmutableArray<HistoryLine>> Named(DbConnection connection, string grain, List<HistoryLine> lines, CancellationToken cancellationToken)
    {
        var places = lines.Where(line => line is { Person: "", Place: not null }).Select(line => line.Place!.Value).Distinct().ToList();
        if (places.Count == 0 || !grain.StartsWith(GrainKeys.WeekPrefix, StringComparison.Ordinal)) return [.. lines];
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            select version, at, kind, body, actor, command from {database.JournalOf("grain = @grain")}
            and kind in ('place-held', 'waiting-joined') and body ->> 'place' in ({string.Join(", ", places.Select((_, number) => $"@place{number}"))})
            """;
        command.Add("grain", grain);
        database.AddJournalOf(command, [grain]);
        foreach (var (number, place) in places.Index()) command.Add($"place{number}", place.ToString());
        var owners = new Dictionary<Guid, string>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            if (HistoryWords.Of(JournalRows.Entry(database, row, 0)) is { Place: { } place, Person: var person }) owners[place] = person;
        return [.. lines.Select(line => line is { Person: "", Place: { } of } ? line with { Person = owners.GetValueOrDefault(of, "") } : line)];
    }
}
