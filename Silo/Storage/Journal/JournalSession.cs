using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>The appends of one activation, in order.</summary>
internal sealed class JournalSession(JournalWriter writer, string grain) : IJournalSession
{
    private volatile JournalException? failure;
    private long last;

    public string Grain { get; } = grain;

    public bool IsPoisoned => failure is not null;

    public Task Append(IReadOnlyList<JournalEntry> entries, ISummarySource? summary)
    {
        if (failure is not null) return Task.FromException(Refusal());
        var bytes = JournalGuard.Check(Grain, entries, last, writer.Options);
        var append = new PendingAppend(this, entries, summary, bytes, writer.Clock.GetTimestamp());
        writer.Enqueue(append);
        last = entries[^1].Version;
        return append.Task;
    }

    /// <summary>The first failure stays; it is what later calls are answered by.</summary>
    public void Poison(JournalException cause) => Interlocked.CompareExchange(ref failure, cause, null);

    /// <summary>The answer to an append queued behind, or made after, the one that failed: never stored, never unknown.</summary>
    public JournalException Refusal() => failure is JournalFencedException
        ? new JournalFencedException($"{Grain} was changed elsewhere; this activation has ended.", failure)
        : new JournalUnavailableException($"Nothing more of {Grain} is stored: {failure!.Message}", failure);
}
