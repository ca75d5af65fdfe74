using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>The appends of one activation, in order, to the one writer of its grain.</summary>
internal sealed class JournalSession(JournalWriter writer, string grain) : IJournalSession
{
    private static long numbers;

    // A grain's own scheduler: its appends are answered there, all of a batch in one turn.
    private readonly TaskScheduler owner = TaskScheduler.Current;
    private volatile JournalException? failure;
    private PendingAppend? firstAnswered;
    private PendingAppend? lastAnswered;
    private long last;

    public string Grain { get; } = grain;

    /// <summary>No other session of this process has it.</summary>
    public long Number { get; } = Interlocked.Increment(ref numbers);

    public bool IsPoisoned => failure is not null;

    public JournalException? Failure => failure;

    /// <summary>Without a scheduler of its own the owner is whoever awaits, and goes on elsewhere than on the writer's thread.</summary>
    public TaskCreationOptions Completion => OwnsScheduler ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously;

    private bool OwnsScheduler => owner != TaskScheduler.Default;

    public Task Append(IReadOnlyList<JournalEntry> entries, ISummarySource? summary, bool canWait = false)
    {
        if (failure is { } earlier) return Task.FromException(Follow(earlier));
        var bytes = JournalGuard.Check(Grain, entries, last, writer.Options);
        var append = new PendingAppend(this, entries, summary, canWait, bytes, writer.Clock.GetTimestamp());
        writer.Enqueue(append);
        last = entries[^1].Version;
        return append.Task;
    }

    /// <summary>The first failure stays; it is what later calls are answered by.</summary>
    public void Poison(JournalException cause) => Interlocked.CompareExchange(ref failure, cause, null);

    /// <summary>The answer to an append queued behind, or made after, the one that failed: never stored, never unknown.</summary>
    public JournalException Refusal() => Follow(failure!);

    /// <summary>Keeps an append for <see cref="Answer"/>; true for the first. The writer's thread only.</summary>
    public bool Collect(PendingAppend append)
    {
        var isFirst = lastAnswered is null;
        if (isFirst) firstAnswered = append;
        else lastAnswered!.Next = append;
        lastAnswered = append;
        return isFirst;
    }

    /// <summary>Completes what was collected, in order, where the owner runs.</summary>
    public void Answer()
    {
        var first = firstAnswered!;
        firstAnswered = lastAnswered = null;
        if (OwnsScheduler) _ = Task.Factory.StartNew(static first => Complete((PendingAppend)first!), first, CancellationToken.None, TaskCreationOptions.DenyChildAttach, owner);
        else Complete(first);
    }

    private static void Complete(PendingAppend? append)
    {
        for (; append is not null; append = append.Next) append.Complete();
    }

    private JournalException Follow(JournalException earlier) => earlier is JournalFencedException
        ? new JournalFencedException($"{Grain} was changed elsewhere; this activation has ended.", earlier)
        : new JournalUnavailableException($"An earlier append of {Grain} failed; nothing after it is stored.", earlier);
}
