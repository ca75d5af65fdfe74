using System.Data.Common;

namespace OutreachSilo.Storage;

/// <summary>One kind of database: how to open it, to connect for reading and writing, and how it spells instants, days and ids.</summary>
internal abstract class Database : IAsyncDisposable
{
    public abstract StorageProvider Provider { get; }

    /// <summary>Takes what locks there are, checks versions and brings the schema up to date.</summary>
    /// <exception cref="StorageStartException">This database cannot be served.</exception>
    public abstract Task Open(CancellationToken cancellationToken);

    /// <summary>A read-only connection out of a small pool; waits for one to be free.</summary>
    public abstract ValueTask<ReadLease> Reader(CancellationToken cancellationToken);

    /// <summary>A read-only connection of its own for a long read, so that the pool stays free for grains.</summary>
    public abstract Task<DbConnection> LongReader(CancellationToken cancellationToken);

    public abstract JournalSink NewSink();

    /// <summary>A connection that writes beside the journal's writers, so that they need not wait; null where only one may write.</summary>
    public abstract ValueTask<DbConnection?> SideWriter(CancellationToken cancellationToken);

    /// <summary>
    /// What stands behind "from" to read the journals of some grains by their key; more conditions may follow with "and". <see cref="AddJournalOf"/> belongs to it.
    /// </summary>
    /// <param name="condition">On <c>grain</c> and <c>version</c>.</param>
    /// <param name="first">The order and limit of the query, where it has them and all its conditions are in <paramref name="condition"/>: then no more is looked up.</param>
    public abstract string JournalOf(string condition, string first = "");

    /// <summary>Adds what <see cref="JournalOf"/> needs beside the parameters of its condition.</summary>
    /// <param name="after">As the condition says: only later versions are wanted.</param>
    public abstract void AddJournalOf(DbCommand command, ReadOnlySpan<string> grains, long after = 0);

    public abstract object Instant(DateTimeOffset instant);

    public abstract DateTimeOffset ReadInstant(DbDataReader row, int column);

    public abstract object Day(DateOnly day);

    public abstract DateOnly ReadDay(DbDataReader row, int column);

    public abstract Guid ReadId(DbDataReader row, int column);

    public abstract ValueTask DisposeAsync();
}
