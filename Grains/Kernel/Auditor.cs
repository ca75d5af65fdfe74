using System.Runtime.InteropServices;
using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>Recomputes every invariant from the journal alone, each aggregate's by the audit that its feature has registered.</summary>
public sealed class Auditor(Aggregates aggregates, IJournalScan scan, TimeProvider time)
{
    private const int FindingsMax = 1000;

    public async Task<AuditReport> Run(CancellationToken cancellationToken)
    {
        var findings = new List<AuditFinding>();
        void Found(string rule, string grain, string detail)
        {
            if (findings.Count < FindingsMax) findings.Add(new AuditFinding(rule, grain, detail));
        }

        var audits = new Audits(time, Found);
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        long rows = 0;
        await foreach (var row in scan.ByGrain(cancellationToken))
        {
            rows++;
            var expected = last.GetValueOrDefault(row.Grain) + 1;
            if (row.Entry.Version != expected) Found("Journal", row.Grain, $"version {row.Entry.Version} where {expected} was due");
            last[row.Grain] = row.Entry.Version;
            if (string.IsNullOrEmpty(row.Entry.Actor)) Found("I7", row.Grain, $"version {row.Entry.Version} has no actor");
            Take(row, audits);
        }

        foreach (var (key, audit) in audits.All) audit.Compare(key, audits);
        await CompareSummaries(last, audits, cancellationToken);
        return new AuditReport(rows, Count(last.Keys, audits), findings);
    }

    private void Take(JournalRow row, Audits audits)
    {
        try
        {
            var aggregate = aggregates.Find(row.Grain) ?? throw new InvalidDataException("No aggregate has such a key.");
            var change = aggregate.Changes.Read(row.Entry);
            if (aggregate.Audit is not { } audited) return;
            var audit = audits.Find(row.Grain);
            if (audit is null) audits.Add(row.Grain, audit = audited(row.Grain));
            audit.Take(change, row.Entry, (rule, detail) => audits.Found(rule, row.Grain, detail));
        }
        catch (InvalidDataException fault)
        {
            audits.Found("Journal", row.Grain, fault.Message);
        }
    }

    /// <summary>I6: a summary stands at its aggregate's last version and says what the journal says.</summary>
    private async Task CompareSummaries(Dictionary<string, long> last, Audits audits, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var summary in scan.Summaries(null, cancellationToken))
        {
            seen.Add(summary.Grain);
            var isKnown = last.TryGetValue(summary.Grain, out var version);

            // Journal and summaries are read one after the other: what has changed in between is none of this audit's.
            if (summary.Version > version && await scan.LastVersion(summary.Grain, cancellationToken) >= summary.Version) continue;
            if (!isKnown) audits.Found("I6", summary.Grain, "has a summary but no journal");
            if (version != summary.Version)
                audits.Found("I6", summary.Grain, $"the summary stands at version {summary.Version}, the journal at {version}");
            audits.Find(summary.Grain)?.CompareSummary(summary, (rule, detail) => audits.Found(rule, summary.Grain, detail));
        }

        foreach (var grain in last.Keys)
            if (!seen.Contains(grain)) audits.Found("I6", grain, "has no summary");
    }

    private Dictionary<string, int> Count(IEnumerable<string> keys, Audits audits)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (aggregates.Find(key) is not { } aggregate) continue;
            Add(aggregate.Kind, 1);
            foreach (var (name, count) in audits.Find(key)?.Counts ?? []) Add($"{aggregate.Kind}/{name}", count);
        }

        return counts;

        void Add(string name, int count) => CollectionsMarshal.GetValueRefOrAddDefault(counts, name, out _) += count;
    }
}
