using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>
/// Which summaries are written when. A change never waits for its summary: that is owed for a moment, and what changes again meanwhile is
/// written once. All is paid when there is nothing else to write; under load a batch takes some along every <see cref="PayEvery"/>, the
/// longest owed first, so many that all are written within a second. The writer's thread only.
/// </summary>
internal sealed class SummaryBacklog(TimeProvider clock)
{
    /// <summary>Under load.</summary>
    public static readonly TimeSpan PayEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>What is paid at once at the least, as far as so many are owed.</summary>
    private const int Least = 256;

    /// <summary>Of a long list, this part is paid at once: all of it within so many times <see cref="PayEvery"/>.</summary>
    private const int Parts = 16;

    private readonly Queue<JournalSession> owing = [];
    private readonly List<JournalSession> inBatch = [];
    private readonly List<JournalSession> chosen = [];
    private readonly Dictionary<string, int> rows = new(StringComparer.Ordinal);
    private int chosenOwing;
    private long owedSince;
    private long owed;
    private long written;
    private volatile TaskCompletionSource paid = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsEmpty => owing.Count == 0;

    /// <summary>Whether the next batch takes some along.</summary>
    public bool IsDue => owing.Count > 0 && clock.GetElapsedTime(owedSince) >= PayEvery;

    /// <summary>
    /// How many were ever owed, and how many of these have been written: together they tell when all that was owed at a moment is written. For any thread.
    /// </summary>
    public long Owed => Volatile.Read(ref owed);

    /// <inheritdoc cref="Owed"/>
    public long Written => Volatile.Read(ref written);

    /// <summary>Completes when some more are written, or will not be for a while. For any thread; to be asked for before <see cref="Written"/>.</summary>
    public Task NextPayment => paid.Task;

    /// <summary>Puts into the batch what it shall write. May be called again for the same batch; nothing counts before <see cref="Stored"/>.</summary>
    /// <param name="pays">Whether any is written with this batch, or all are owed.</param>
    public void Choose(JournalBatch batch, bool pays, StorageOptions options, Action<string, Exception?> failed)
    {
        Forget();
        foreach (var append in batch.Appends)
        {
            if (append.Summary is null) continue;
            if (append.Session.InBatch is null) inBatch.Add(append.Session);
            append.Session.InBatch = append;
        }

        var most = pays ? Math.Max(Least, owing.Count / Parts) : 0;
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

        var hadOwed = owing.Count > 0;
        var paidSome = chosenOwing > 0;
        Volatile.Write(ref written, written + chosenOwing);
        for (; chosenOwing > 0; chosenOwing--) owing.Dequeue().IsOwing = false;

        foreach (var session in inBatch)
        {
            if (session.InBatch is not { } newest) continue;
            session.Owing = newest;
            if (session.IsOwing) continue;
            session.IsOwing = true;
            owing.Enqueue(session);
            Volatile.Write(ref owed, owed + 1);
        }

        if (!hadOwed || chosen.Count > 0) owedSince = clock.GetTimestamp();
        Forget();
        if (paidSome) Wake();
    }

    /// <summary>Lets whoever awaits <see cref="NextPayment"/> look again.</summary>
    public void Wake()
    {
        var before = paid;
        paid = new(TaskCreationOptions.RunContinuationsAsynchronously);
        before.SetResult();
    }

    private void Forget()
    {
        foreach (var session in inBatch) session.InBatch = null;
        rows.Clear();
        inBatch.Clear();
        chosen.Clear();
        chosenOwing = 0;
    }

    private static (ISummarySource Source, long Version) NewestOf(JournalSession session)
    {
        var newest = session.InBatch ?? session.Owing!;
        return (newest.Summary!, newest.Entries[^1].Version);
    }

    /// <summary>
    /// A summary that cannot be made is told and left out; the changes are stored all the same. Two activations of one grain, one after the
    /// other, may both owe: the newer version stands for both.
    /// </summary>
    private void Add(JournalBatch batch, JournalSession session, ISummarySource source, long version, StorageOptions options, Action<string, Exception?> failed)
    {
        try
        {
            var row = source.ToSummary(session.Grain, version);
            if (!JournalGuard.IsSummary(row, options)) failed(session.Grain, null);
            else if (rows.TryAdd(row.Grain, batch.Summaries.Count)) batch.Summaries.Add(row);
            else if (rows[row.Grain] is var at && batch.Summaries[at].Version < row.Version) batch.Summaries[at] = row;
        }
        catch (Exception failure)
        {
            failed(session.Grain, failure);
        }
    }
}
