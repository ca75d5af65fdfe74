using System.Collections.Immutable;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>
/// Group read, the counterpart of the writer's group commit: when many grains wake at once, one statement reads for all that wait.
/// While it runs, the next group forms; a lone reader waits for nobody.
/// </summary>
internal sealed class JournalReader(Database database)
{
    private const int GroupMost = 128;

    /// <summary>Groups under way at once: one on its way to the database while the other's rows are read.</summary>
    private const int GroupsAtOnce = 2;

    private const string OfGrain =
        "select version, at, kind, body, actor, command from journal where grain = @grain and version > @after order by version";

    private const string OfGrains =
        "select version, at, kind, body, actor, command, grain from journal where grain = any(@grains) order by grain, version";

    private readonly Lock gate = new();
    private readonly Queue<PendingRead> waiting = [];
    private int underWay;

    /// <exception cref="JournalUnavailableException">The database cannot be read.</exception>
    public Task<ImmutableArray<JournalEntry>> Read(string grain, long after, CancellationToken cancellationToken)
    {
        var read = new PendingRead(grain, after);
        var begin = false;
        lock (gate)
        {
            waiting.Enqueue(read);
            if (underWay < GroupsAtOnce)
            {
                underWay++;
                begin = true;
            }
        }

        // Never on the scheduler of the grain that happens to ask.
        if (begin) _ = Task.Run(ReadGroups, CancellationToken.None);
        return read.Task.WaitAsync(cancellationToken);
    }

    private async Task ReadGroups()
    {
        while (Take() is { Count: > 0 } group)
        {
            try
            {
                await ReadFaults.Guard(ReadGroup(group));
            }
            catch (Exception failure)
            {
                foreach (var read in group) read.TrySetException(failure);
            }
        }
    }

    private List<PendingRead> Take()
    {
        var group = new List<PendingRead>();
        lock (gate)
        {
            while (group.Count < GroupMost && waiting.TryDequeue(out var read)) group.Add(read);
            if (group.Count == 0) underWay--;
        }

        return group;
    }

    private async Task<int> ReadGroup(List<PendingRead> group)
    {
        await using var lease = await database.Reader(CancellationToken.None);
        if (group.Count > 1 && database.Provider == StorageProvider.PostgreSql) await ReadTogether(lease, group);
        else foreach (var read in group) await ReadOne(lease, read);
        return group.Count;
    }

    private async Task ReadOne(ReadLease lease, PendingRead read)
    {
        var command = lease.Command(OfGrain);
        command.Add("grain", read.Grain);
        command.Add("after", read.After);
        await using var row = await command.ExecuteReaderAsync();
        var entries = ImmutableArray.CreateBuilder<JournalEntry>();
        while (await row.ReadAsync()) entries.Add(JournalRows.Entry(database, row, 0));
        read.TrySetResult(entries.DrainToImmutable());
    }

    private async Task ReadTogether(ReadLease lease, List<PendingRead> group)
    {
        var found = new Dictionary<string, ImmutableArray<JournalEntry>.Builder>(StringComparer.Ordinal);
        var command = lease.Command(OfGrains);
        command.Add("grains", group.Select(read => read.Grain).Distinct(StringComparer.Ordinal).ToArray());
        await using (var row = await command.ExecuteReaderAsync())
        {
            while (await row.ReadAsync())
            {
                var grain = row.GetString(6);
                if (!found.TryGetValue(grain, out var entries)) found[grain] = entries = ImmutableArray.CreateBuilder<JournalEntry>();
                entries.Add(JournalRows.Entry(database, row, 0));
            }
        }

        foreach (var read in group)
            read.TrySetResult(!found.TryGetValue(read.Grain, out var entries) ? [] : read.After == 0 ? entries.ToImmutable() : [.. entries.Where(entry => entry.Version > read.After)]);
    }

    private sealed class PendingRead(string grain, long after) : TaskCompletionSource<ImmutableArray<JournalEntry>>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public string Grain { get; } = grain;

        public long After { get; } = after;
    }
}
