using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>
/// The auditor's own account of one aggregate, made of its changes alone and apart from its state, so that a mistake there shows here.
/// </summary>
internal interface IAggregateAudit
{
    /// <summary>Each of its changes, in order.</summary>
    /// <param name="found">Rule and detail of what does not hold.</param>
    void Take(Change change, JournalEntry entry, Action<string, string> found);

    /// <summary>At the end: what holds over time, and with others.</summary>
    /// <param name="key">Of this aggregate.</param>
    void Compare(string key, Audits audits)
    {
    }

    /// <summary>Whether its summary says what its changes say; asked when both stand at one version.</summary>
    void CompareSummary(SummaryRow summary, Action<string, string> found)
    {
    }

    /// <summary>What the report counts of it, by name.</summary>
    IEnumerable<(string Name, int Count)> Counts => [];
}

/// <summary>The audits of all aggregates, for those that have to be compared with others.</summary>
internal sealed class Audits(TimeProvider time, Action<string, string, string> found)
{
    /// <summary>A deadline that passed this long ago must have been acted on.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, IAggregateAudit> byKey = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, IAggregateAudit>> All => byKey;

    public void Found(string rule, string key, string detail) => found(rule, key, detail);

    public void Add(string key, IAggregateAudit audit) => byKey.Add(key, audit);

    public IAggregateAudit? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>Null for an aggregate without a change.</summary>
    public TAudit? Find<TAudit>(string key)
        where TAudit : class, IAggregateAudit => byKey.GetValueOrDefault(key) as TAudit;

    /// <summary>The deadline passed so long ago that somebody must have acted on it.</summary>
    public bool IsOverdue(DateTimeOffset? deadline) => deadline + Grace < time.GetUtcNow();
}
