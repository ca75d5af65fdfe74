using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>What goes into one transaction. Made anew, without allocations once it has grown, by the writer's thread only.</summary>
internal sealed class JournalBatch
{
    private readonly Dictionary<string, PendingAppend> newest = new(StringComparer.Ordinal);

    public List<PendingAppend> Appends { get; private set; } = [];

    /// <summary>The newest of each grain, in the order of grains: of two transactions that write the same ones the second waits, and neither is a deadlock's victim.</summary>
    public List<SummaryRow> Summaries { get; } = [];

    public int Rows { get; private set; }

    /// <summary>False when a summary cannot be made or stored; <paramref name="refused"/> has been told of each, and its appends must leave.</summary>
    public bool TryPrepare(List<PendingAppend> appends, StorageOptions limits, Action<JournalSession, Exception?> refused)
    {
        Appends = appends;
        Rows = 0;
        Summaries.Clear();
        newest.Clear();
        foreach (var append in appends)
        {
            Rows += append.Entries.Count;
            if (append.Summary is null) continue;
            if (!newest.TryGetValue(append.Session.Grain, out var known) || known.LastVersion < append.LastVersion) newest[append.Session.Grain] = append;
        }

        var isWhole = true;
        foreach (var append in newest.Values)
        {
            try
            {
                var row = append.Summary!.ToSummary(append.Session.Grain, append.LastVersion);
                if (JournalGuard.IsSummary(row, append.Session.Grain, limits))
                {
                    Summaries.Add(row);
                    continue;
                }

                refused(append.Session, null);
            }
            catch (Exception failure)
            {
                refused(append.Session, failure);
            }

            isWhole = false;
        }

        Summaries.Sort(static (one, other) => string.CompareOrdinal(one.Grain, other.Grain));
        return isWhole;
    }
}
