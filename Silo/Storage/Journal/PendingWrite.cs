using System.Data.Common;

namespace OutreachSilo.Storage;

/// <summary>One call of <see cref="IStore.Write"/> on its way.</summary>
internal sealed class PendingWrite(Func<DbConnection, DbTransaction, CancellationToken, Task> work, long queuedAt, CancellationToken cancellationToken)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public Func<DbConnection, DbTransaction, CancellationToken, Task> Work { get; } = work;
    public CancellationToken CancellationToken { get; } = cancellationToken;
    public long QueuedAt { get; } = queuedAt;
}
