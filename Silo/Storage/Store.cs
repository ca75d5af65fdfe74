using System.Collections.Immutable;
using System.Data.Common;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>The service's one database: reads from a pool, writes through the writer. Opened and closed with the host.</summary>
internal sealed class Store(Database database, JournalWriter writer, TimeProvider clock) : IStore, IJournal
{
    private const string ReadJournal =
        "select version, at, kind, body, actor, command from journal where grain = @grain and version > @after order by version limit @take";

    public StorageProvider Provider => database.Provider;

    public Database Database => database;

    public JournalWriter Writer => writer;

    public IJournalSession Open(string grain)
    {
        if (!JournalGuard.IsText(grain))
            throw new ArgumentException($"A grain's key is 1 to {JournalGuard.KeyCharactersMax} characters of plain text.", nameof(grain));
        return new JournalSession(writer, grain);
    }

    public Task<ImmutableArray<JournalEntry>> Read(
        string grain, long afterVersion, CancellationToken cancellationToken, int take = int.MaxValue) => database.Read(
        async (connection, token) =>
        {
            await using var command = connection.Command(ReadJournal, ("grain", grain), ("after", afterVersion), ("take", take));
            return (await command.Rows(row => database.ReadEntry(row, 0), token)).ToImmutableArray();
        },
        cancellationToken);

    public Task<T> Read<T>(Func<DbConnection, CancellationToken, Task<T>> query, CancellationToken cancellationToken) =>
        database.Read(query, cancellationToken);

    public Task Write(Func<DbConnection, DbTransaction, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var write = new PendingWrite(work, clock.GetTimestamp(), cancellationToken);
        writer.Enqueue(write);
        return write.Task;
    }
}
