namespace OutreachSilo.Storage;

/// <summary>
/// Group read, the counterpart of the writer's group commit: when many grains wake at once, one statement reads for all that wait.
/// While it runs, the next group forms; a lone reader waits for nobody.
/// </summary>
internal abstract class GroupReader<TKey, TResult>(Database database)
{
    private const int GroupMost = 128;

    /// <summary>Groups under way at once: one on its way to the database while the other's rows are read.</summary>
    private const int GroupsAtOnce = 2;

    private readonly Lock gate = new();
    private readonly Queue<PendingRead> waiting = [];
    private int underWay;

    /// <exception cref="Common.JournalUnavailableException">The database cannot be read.</exception>
    protected Task<TResult> Read(TKey key, CancellationToken cancellationToken)
    {
        var read = new PendingRead(key);
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

    protected Database Database => database;

    /// <summary>Answers it.</summary>
    protected abstract Task ReadOne(ReadLease lease, PendingRead read);

    /// <summary>Answers each, by one statement. On PostgreSQL only.</summary>
    protected abstract Task ReadTogether(ReadLease lease, List<PendingRead> group);

    private async Task<int> ReadGroup(List<PendingRead> group)
    {
        await using var lease = await database.Reader(CancellationToken.None);
        if (group.Count > 1 && database.Provider == StorageProvider.PostgreSql) await ReadTogether(lease, group);
        else foreach (var read in group) await ReadOne(lease, read);
        return group.Count;
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

    protected sealed class PendingRead(TKey key) : TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public TKey Key { get; } = key;
    }
}
