using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>
/// One call of <see cref="IJournalSession.Append"/> on its way. Completed where its session's owner runs (<see cref="JournalSession.Answer"/>),
/// never on the writer's thread.
/// </summary>
/// <param name="canWait">Nobody waits for it: it may wait a moment for company.</param>
/// <param name="bytes">Size of the bodies.</param>
/// <param name="queuedAt">Timestamp of the clock, for the deadline.</param>
internal sealed class PendingAppend(JournalSession session, IReadOnlyList<JournalEntry> entries, ISummarySource? summary, bool canWait, int bytes, long queuedAt)
    : TaskCompletionSource(session.Completion)
{
    public JournalSession Session { get; } = session;
    public IReadOnlyList<JournalEntry> Entries { get; } = entries;
    public ISummarySource? Summary { get; } = summary;
    public bool CanWait { get; } = canWait;
    public long LastVersion => Entries[^1].Version;
    public int Bytes { get; } = bytes;
    public long QueuedAt { get; } = queuedAt;

    /// <summary>Why it failed, for when it is answered; null when it was stored.</summary>
    public JournalException? Failure { get; set; }

    /// <summary>The next append of the same session that is to be answered with this one.</summary>
    public PendingAppend? Next { get; set; }

    public void Complete()
    {
        if (Failure is null) TrySetResult();
        else TrySetException(Failure);
    }
}
