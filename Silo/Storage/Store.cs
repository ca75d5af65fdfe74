using System.Collections.Immutable;
using System.Data.Common;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>The service's one database: reads from a pool, writes through the writers. Opened and closed with the host.</summary>
internal sealed class Store(Database database, IReadOnlyList<JournalWriter> writers, TimeProvider clock) : IStore, IJournal
{
    private readonly JournalReader reader = new(database);

    public StorageProvider Provider => database.Provider;

    public Database Database => database;

    public IReadOnlyList<JournalWriter> Writers => writers;

    /// <summary>A grain always has the same writer, so its appends stay in order.</summary>
    public IJournalSession Open(string grain)
    {
        if (!JournalGuard.IsText(grain))
            throw new ArgumentException($"A grain's key is 1 to {JournalGuard.KeyCharactersMax} characters of plain text.", nameof(grain));
        return new JournalSession(writers[(int)(StableHash.Of(grain) % (uint)writers.Count)], grain);
    }

    public Task<ImmutableArray<JournalEntry>> Read(string grain, long afterVersion, CancellationToken cancellationToken) =>
        reader.Read(grain, afterVersion, cancellationToken);

    public Task<T> Read<T>(Func<DbConnection, CancellationToken, Task<T>> query, CancellationToken cancellationToken) =>
        ReadFaults.Guard(ReadAny(query, cancellationToken));

    public Task Write(Func<DbConnection, DbTransaction, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        Enqueue((sink, token) => sink.Run(work, token), cancellationToken);

    private Task Enqueue(Action<JournalSink, CancellationToken> work, CancellationToken cancellationToken)
    {
        var write = new PendingWrite(work, clock.GetTimestamp(), cancellationToken);
        writers[0].Enqueue(write);
        return write.Task;
    }

    private async Task<T> ReadAny<T>(Func<DbConnection, CancellationToken, Task<T>> query, CancellationToken cancellationToken)
    {
        await using var lease = await database.Reader(cancellationToken);
        return await query(lease.Connection, cancellationToken);
    }
}
