using System.Data.Common;

namespace OutreachSilo.Storage;

/// <summary>
/// The database as the rest of the silo may use it: queries, and rare writes of reference data. The journal has its own
/// door, <see cref="Common.IJournal"/>. Ready once the host has started.
/// </summary>
internal interface IStore
{
    /// <summary>For the few statements that differ. Both databases take named parameters written <c>@name</c> and <c>ON CONFLICT</c>.</summary>
    StorageProvider Provider { get; }

    /// <summary>
    /// Runs a query on a read-only connection of a small pool. The connection is taken back when the task completes; do not keep it.
    /// </summary>
    /// <exception cref="Common.JournalBusyException">Too many queries are waiting already.</exception>
    /// <exception cref="Common.JournalUnavailableException">The database cannot be read.</exception>
    Task<T> Read<T>(Func<DbConnection, CancellationToken, Task<T>> query, CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction on the one writing connection, between two batches of the journal, and commits it.
    /// The journal waits meanwhile: keep each call under a second (some thousand rows). What <paramref name="work"/> throws rolls
    /// back and reaches the caller.
    /// </summary>
    /// <exception cref="Common.JournalBusyException">Too many are waiting already.</exception>
    /// <exception cref="Common.JournalUnavailableException">Nothing is stored.</exception>
    /// <exception cref="Common.JournalOutcomeUnknownException">The commit's answer was lost: stored whole or not at all.</exception>
    Task Write(Func<DbConnection, DbTransaction, CancellationToken, Task> work, CancellationToken cancellationToken);
}
