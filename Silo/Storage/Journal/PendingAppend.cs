using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>One call of <see cref="IJournalSession.Append"/> on its way. Callers go on elsewhere than on the writer's thread.</summary>
/// <param name="bytes">Size of the bodies.</param>
/// <param name="queuedAt">Timestamp of the clock, for the deadline.</param>
internal sealed class PendingAppend(JournalSession session, IReadOnlyList<JournalEntry> entries, ISummarySource? summary, int bytes, long queuedAt)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public JournalSession Session { get; } = session;
    public IReadOnlyList<JournalEntry> Entries { get; } = entries;
    public ISummarySource? Summary { get; } = summary;
    public int Bytes { get; } = bytes;
    public long QueuedAt { get; } = queuedAt;
}
