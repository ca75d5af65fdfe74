namespace OutreachSilo.Kernel;

/// <summary>One thing that does not hold.</summary>
/// <param name="Rule">The invariant's number in the oracle, I1 … I11, or <c>Journal</c>.</param>
public sealed record AuditFinding(string Rule, string Grain, string Detail);

/// <summary>What an audit counted, and everything it found wrong.</summary>
/// <param name="Rows">Changes read.</param>
/// <param name="Counts">Aggregates by kind, for example <c>week</c>, and what their audits counted: <c>week/Confirmed</c>.</param>
public sealed record AuditReport(long Rows, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<AuditFinding> Findings)
{
    public bool IsClean => Findings.Count == 0;

    /// <summary>Zero for what there is none of.</summary>
    public int Count(string name) => Counts.GetValueOrDefault(name);
}
