using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>What goes into one transaction. Made anew, without allocations once it has grown, by the writer's thread only.</summary>
internal sealed class JournalBatch
{
    public List<PendingAppend> Appends { get; private set; } = [];

    /// <summary>At most one a grain, chosen by <see cref="SummaryBacklog"/>.</summary>
    public List<SummaryRow> Summaries { get; } = [];

    public int Rows { get; private set; }

    /// <summary>Summaries and nothing else.</summary>
    public static JournalBatch Of(IEnumerable<SummaryRow> summaries)
    {
        var batch = new JournalBatch();
        batch.Summaries.AddRange(summaries);
        return batch;
    }

    public void Prepare(List<PendingAppend> appends)
    {
        Appends = appends;
        Rows = 0;
        Summaries.Clear();
        foreach (var append in Appends) Rows += append.Entries.Count;
    }
}
