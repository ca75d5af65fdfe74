using System.Data.Common;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>One call of <see cref="IJournalSession.Append"/> on its way to the writer.</summary>
/// <param name="bytes">Size of the bodies.</param>
/// <param name="queuedAt">Timestamp of the clock, for the deadline.</param>
internal sealed class PendingAppend(
    JournalSession session, IReadOnlyList<JournalEntry> entries, ISummarySource? summary, int bytes, long queuedAt)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public JournalSession Session { get; } = session;
    public IReadOnlyList<JournalEntry> Entries { get; } = entries;
    public ISummarySource? Summary { get; } = summary;
    public int Bytes { get; } = bytes;
    public long QueuedAt { get; } = queuedAt;
    public long LastVersion => Entries[^1].Version;
}

/// <summary>One call of <see cref="IStore.Write"/> on its way to the writer.</summary>
/// <param name="work">Done on the writer's thread.</param>
/// <param name="queuedAt">Timestamp of the clock, for the deadline.</param>
internal sealed class PendingWrite(
    Func<DbConnection, DbTransaction, CancellationToken, Task> work, long queuedAt, CancellationToken cancellationToken)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public Func<DbConnection, DbTransaction, CancellationToken, Task> Work { get; } = work;
    public CancellationToken CancellationToken { get; } = cancellationToken;
    public long QueuedAt { get; } = queuedAt;
}
