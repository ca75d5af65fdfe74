using System.Data.Common;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>One kind of database: how to open it, to connect for reading and writing, and how it spells instants, days and ids.</summary>
internal abstract class Database(StorageOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim readers = new(options.ReadersMax);

    public abstract StorageProvider Provider { get; }

    /// <summary>Takes what locks there are, checks versions and brings the schema up to date.</summary>
    /// <exception cref="StorageStartException">This database cannot be served.</exception>
    public abstract Task Open(CancellationToken cancellationToken);

    /// <summary>Runs a query on a read-only connection of the pool; waits for one to be free.</summary>
    /// <exception cref="JournalBusyException">None became free in time.</exception>
    /// <exception cref="JournalUnavailableException">The database cannot be read.</exception>
    public async Task<T> Read<T>(Func<DbConnection, CancellationToken, Task<T>> query, CancellationToken cancellationToken)
    {
        if (!await readers.WaitAsync(options.AppendDeadline, cancellationToken))
            throw new JournalBusyException("Too many queries are waiting for the database.");
        try
        {
            await using var connection = await Connect(cancellationToken);
            return await query(connection, cancellationToken);
        }
        catch (Exception failure) when (ReadFaults.IsUnavailable(failure))
        {
            throw ReadFaults.Of(failure);
        }
        finally
        {
            readers.Release();
        }
    }

    /// <summary>A pooled read-only connection for a long read, beyond the limit of <see cref="Read{T}"/>, so that it holds up no grain.</summary>
    public abstract Task<DbConnection> Connect(CancellationToken cancellationToken);

    public abstract JournalSink NewSink();

    /// <summary>Columns from <paramref name="first"/>: version, at, kind, body, actor, command.</summary>
    public JournalEntry ReadEntry(DbDataReader row, int first) => new(
        row.GetInt64(first), ReadInstant(row, first + 1), row.GetString(first + 2), row.GetFieldValue<byte[]>(first + 3), row.GetString(first + 4),
        ReadId(row, first + 5));

    /// <summary>All columns of the table, in its order.</summary>
    public SummaryRow ReadSummary(DbDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : ReadDay(row, 4),
        row.IsDBNull(5) ? null : ReadInstant(row, 5), row.GetString(6), row.GetFieldValue<byte[]>(7));

    public abstract object Instant(DateTimeOffset instant);

    public abstract DateTimeOffset ReadInstant(DbDataReader row, int column);

    public abstract object Day(DateOnly day);

    public abstract DateOnly ReadDay(DbDataReader row, int column);

    public abstract Guid ReadId(DbDataReader row, int column);

    public abstract ValueTask DisposeAsync();
}
