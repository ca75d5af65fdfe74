using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>
/// Which summaries a batch writes, and which are owed to a later one. In quiet times each goes with its changes; under load a batch
/// spends a part of itself on them, the longest owed first, and what changed many times meanwhile is written once. The writer's thread only.
/// </summary>
internal sealed class SummaryBacklog
{
    /// <summary>What a batch always writes: quiet times.</summary>
    private const int Least = 32;

    /// <summary>Of a large batch, one summary for so many rows.</summary>
    private const int RowsEach = 8;

    /// <summary>How many a transaction of summaries alone writes.</summary>
    private const int AloneMost = 256;

    private readonly Queue<JournalSession> owing = [];
    private readonly List<JournalSession> inBatch = [];
    private readonly List<JournalSession> chosen = [];
    private int chosenOwing;

    public bool IsEmpty => owing.Count == 0;

    /// <summary>How many were ever owed, and how many of these have been written: together they tell when all that was owed at a moment is written.</summary>
    public long Owed { get; private set; }

    public long Written { get; private set; }

    /// <summary>Puts into the batch what it shall write. May be called again for the same batch; nothing counts before <see cref="Stored"/>.</summary>
    public void Choose(JournalBatch batch, StorageOptions options, Action<string, Exception?> failed)
    {
        Forget();
        foreach (var append in batch.Appends)
        {
            if (append.Summary is null) continue;
            if (append.Session.InBatch is null) inBatch.Add(append.Session);
            append.Session.InBatch = append;
        }

        var most = batch.Rows == 0 ? AloneMost : Math.Max(Least, batch.Rows / RowsEach);
        foreach (var session in owing)
        {
            if (chosen.Count == most) break;
            chosen.Add(session);
        }

        chosenOwing = chosen.Count;
        foreach (var session in inBatch)
        {
            if (chosen.Count >= most) break;
            if (!session.IsOwing) chosen.Add(session);
        }

        foreach (var session in chosen)
        {
            var (source, version) = NewestOf(session);
            if (source.IsListed || session.MayHaveSummary) Add(batch, session, source, version, options, failed);
        }
    }

    /// <summary>The batch chosen for is stored.</summary>
    public void Stored()
    {
        foreach (var session in chosen)
        {
            session.MayHaveSummary = NewestOf(session).Source.IsListed;
            session.Owing = null;
            session.InBatch = null;
        }

        for (; chosenOwing > 0; chosenOwing--)
        {
            owing.Dequeue().IsOwing = false;
            Written++;
        }

        foreach (var session in inBatch)
        {
            if (session.InBatch is not { } newest) continue;
            session.Owing = newest;
            if (session.IsOwing) continue;
            session.IsOwing = true;
            owing.Enqueue(session);
            Owed++;
        }

        Forget();
    }

    private void Forget()
    {
        foreach (var session in inBatch) session.InBatch = null;
        inBatch.Clear();
        chosen.Clear();
        chosenOwing = 0;
    }

    private static (ISummarySource Source, long Version) NewestOf(JournalSession session)
    {
        var newest = session.InBatch ?? session.Owing!;
        return (newest.Summary!, newest.Entries[^1].Version);
    }

    /// <summary>A summary that cannot be made is told and left out; the changes are stored all the same.</summary>
    private static void Add(JournalBatch batch, JournalSession session, ISummarySource source, long version, StorageOptions options, Action<string, Exception?> failed)
    {
        try
        {
            var row = source.ToSummary(session.Grain, version);
            if (JournalGuard.IsSummary(row, options)) batch.Summaries.Add(row);
            else failed(session.Grain, null);
        }
        catch (Exception failure)
        {
            failed(session.Grain, failure);
        }
    }
}
