using System.Collections.Immutable;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>Reads journals of grains, those of many at once.</summary>
internal sealed class JournalReader(Database database) : GroupReader<(string Grain, long After), ImmutableArray<JournalEntry>>(database)
{
    private readonly string ofGrain = $"select version, at, kind, body, actor, command from {database.JournalOf("grain = @grain and version > @after")} order by version";

    /// <summary>
    /// One look into the index for each, so that of a long journal only what is asked for is read, and so that a server without statistics, which has
    /// it after a rush, does not read the whole journal for a list of grains.
    /// </summary>
    private const string OfGrains =
        """
        select rest.version, rest.at, rest.kind, rest.body, rest.actor, rest.command, wanted.grain
        from unnest(@grains, @afters) as wanted (grain, after)
        cross join lateral (
            select version, at, kind, body, actor, command from journal
            where grain = wanted.grain and version > wanted.after order by version) as rest
        order by wanted.grain, rest.version
        """;

    /// <exception cref="JournalUnavailableException">The database cannot be read.</exception>
    public Task<ImmutableArray<JournalEntry>> Read(string grain, long after, CancellationToken cancellationToken) => Read((grain, after), cancellationToken);

    protected override async Task ReadOne(ReadLease lease, PendingRead read)
    {
        var command = lease.Command(ofGrain);
        command.Add("grain", read.Key.Grain);
        command.Add("after", read.Key.After);
        Database.AddJournalOf(command, [read.Key.Grain], read.Key.After);
        await using var row = await command.ExecuteReaderAsync();
        var entries = ImmutableArray.CreateBuilder<JournalEntry>();
        while (await row.ReadAsync()) entries.Add(JournalRows.Entry(Database, row, 0));
        read.TrySetResult(entries.DrainToImmutable());
    }

    protected override async Task ReadTogether(ReadLease lease, List<PendingRead> group)
    {
        // Of a grain that is asked for twice, all that either wants.
        var wanted = group.GroupBy(read => read.Key.Grain, StringComparer.Ordinal).Select(reads => (Grain: reads.Key, After: reads.Min(read => read.Key.After))).ToList();
        var found = new Dictionary<string, ImmutableArray<JournalEntry>.Builder>(StringComparer.Ordinal);
        var command = lease.Command(OfGrains);
        command.Add("grains", wanted.Select(each => each.Grain).ToArray());
        command.Add("afters", wanted.Select(each => each.After).ToArray());
        await using (var row = await command.ExecuteReaderAsync())
        {
            while (await row.ReadAsync())
            {
                var grain = row.GetString(6);
                if (!found.TryGetValue(grain, out var entries)) found[grain] = entries = ImmutableArray.CreateBuilder<JournalEntry>();
                entries.Add(JournalRows.Entry(Database, row, 0));
            }
        }

        foreach (var read in group)
        {
            read.TrySetResult(
                !found.TryGetValue(read.Key.Grain, out var entries) ? []
                : entries[0].Version > read.Key.After ? entries.ToImmutable()
                : [.. entries.Where(entry => entry.Version > read.Key.After)]);
        }
    }
}
