namespace OutreachSilo.Storage;

/// <summary>Something other than an append on its way to the writer, for example one call of <see cref="IStore.Write"/>.</summary>
/// <param name="work">Done on the writer's thread.</param>
/// <param name="queuedAt">Timestamp of the clock, for the deadline.</param>
internal sealed class PendingWrite(Action<JournalSink, CancellationToken> work, long queuedAt, CancellationToken cancellationToken)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public Action<JournalSink, CancellationToken> Work { get; } = work;
    public CancellationToken CancellationToken { get; } = cancellationToken;
    public long QueuedAt { get; } = queuedAt;
}
