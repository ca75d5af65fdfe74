using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>A row of the journal to be.</summary>
internal readonly record struct GrainEntry(string Grain, JournalEntry Entry);

/// <summary>What goes into one transaction. Made anew, without allocations once it has grown, by the writer's thread only.</summary>
internal sealed class JournalBatch
{
    private readonly Dictionary<string, PendingAppend> newest = new(StringComparer.Ordinal);

    public List<PendingAppend> Appends { get; private set; } = [];

    /// <summary>The newest of each grain, in the order of grains, so that two transactions that write the same ones cannot deadlock.</summary>
    public List<SummaryRow> Summaries { get; } = [];

    /// <summary>The changes of all appends, in order.</summary>
    public List<GrainEntry> Entries { get; } = [];

    /// <summary>The texts that the changes refer to.</summary>
    public List<TextRow> Texts { get; } = [];

    /// <summary>False when a summary cannot be made or stored: <paramref name="refused"/> is told of each, and its appends must leave.</summary>
    public bool TryPrepare(List<PendingAppend> appends, Action<JournalSession, Exception?> refused)
    {
        Appends = appends;
        Entries.Clear();
        Summaries.Clear();
        Texts.Clear();
        newest.Clear();
        foreach (var append in appends)
        {
            foreach (var entry in append.Entries)
            {
                Entries.Add(new GrainEntry(append.Session.Grain, entry));
                foreach (var text in entry.Texts) Texts.AddRange(TextRow.Of(text, entry.At));
            }

            if (append.Summary is null) continue;
            var grain = append.Session.Grain;
            if (!newest.TryGetValue(grain, out var known) || known.LastVersion < append.LastVersion) newest[grain] = append;
        }

        var isWhole = true;
        foreach (var append in newest.Values)
        {
            try
            {
                var row = append.Summary!.ToSummary(append.Session.Grain, append.LastVersion);
                if (JournalGuard.IsSummary(row, append.Session.Grain))
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
