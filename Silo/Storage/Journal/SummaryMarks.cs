namespace OutreachSilo.Storage;

/// <summary>
/// Notes in the database, now and then, up to when a writer owes no summary, so that the next start looks only at what came after.
/// The writer's thread only.
/// </summary>
internal sealed class SummaryMarks(JournalSink sink, SummaryBacklog backlog, TimeProvider clock, string name)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <summary>Between the instant of a decision and its place in the queue, with room for clocks that are set.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private DateTimeOffset checkpoint;
    private long owedThen;
    private long? begun;

    /// <summary>From when on the look at what an earlier run owed is over.</summary>
    public bool MayAdvance { get; set; }

    /// <exception cref="StoreException">The database did not take it.</exception>
    public void Begin() => sink.Mark(name, clock.GetUtcNow() - Margin, onlyIfNew: true);

    /// <summary>To be called after each batch.</summary>
    /// <exception cref="StoreException">The database did not take it.</exception>
    public void Advance()
    {
        if (!MayAdvance) return;
        if (begun is not { } since)
        {
            (begun, checkpoint, owedThen) = (clock.GetTimestamp(), clock.GetUtcNow() - Margin, backlog.Owed);
            return;
        }

        if (clock.GetElapsedTime(since) < Period || backlog.Written < owedThen) return;
        begun = null;
        sink.Mark(name, checkpoint, onlyIfNew: false);
    }

    /// <summary>At an orderly end: nothing is owed.</summary>
    /// <exception cref="StoreException">The database did not take it.</exception>
    public void End()
    {
        if (MayAdvance && backlog.IsEmpty) sink.Unmark(name);
    }
}
