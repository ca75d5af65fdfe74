using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>What goes into one transaction. Made anew, without allocations once it has grown, by the writer's thread only.</summary>
internal sealed class JournalBatch
{
    public List<PendingAppend> Appends { get; private set; } = [];
    public List<SummaryRow> Summaries { get; } = [];
    public int Rows { get; private set; }

    private readonly List<JournalSession> sessions = [];

    /// <summary>
    /// Counts the rows and makes the summaries: one per session, of its newest append that brings one. A summary that cannot be made
    /// is reported and left out; the changes are stored all the same.
    /// </summary>
    public void Prepare(List<PendingAppend> appends, StorageOptions options, Action<string, Exception?> summaryFailed)
    {
        Appends = appends;
        Rows = 0;
        Summaries.Clear();
        foreach (var append in Appends)
        {
            Rows += append.Entries.Count;
            if (append.Summary is null) continue;
            if (append.Session.NewestSummary is null) sessions.Add(append.Session);
            append.Session.NewestSummary = append;
        }

        foreach (var session in sessions)
        {
            var newest = session.NewestSummary!;
            session.NewestSummary = null;
            try
            {
                var row = newest.Summary!.ToSummary(session.Grain, newest.Entries[^1].Version);
                if (JournalGuard.IsSummary(row, options)) Summaries.Add(row);
                else summaryFailed(session.Grain, null);
            }
            catch (Exception failure)
            {
                summaryFailed(session.Grain, failure);
            }
        }

        sessions.Clear();
    }
}
