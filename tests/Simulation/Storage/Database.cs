using OutreachSilo.Common;
using OutreachSilo.Machine;

namespace OutreachSilo.Storage;

/// <summary>What the real database promises: rows by (grain, version), each once; summaries that never go back. It outlives every node.</summary>
internal sealed class Database(World world) : IJournalScan
{
    private readonly SortedDictionary<string, SortedList<long, JournalRow>> journal = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SummaryRow> summaries = new(StringComparer.Ordinal);
    private readonly List<JournalRow> log = [];

    public Process Process { get; } = world.NewProcess("database");

    /// <summary>False only in the negative control: a version that exists is passed over as if it were stored.</summary>
    public bool Fences { get; init; } = true;

    public bool IsDown { get; set; }

    public SnapshotRows Snapshots { get; } = new();

    /// <summary>Every row in the order of the commits.</summary>
    public IReadOnlyList<JournalRow> Log => log;

    public IReadOnlyList<JournalEntry> Of(string grain) =>
        journal.TryGetValue(grain, out var rows) ? [.. rows.Values.Select(row => row.Entry)] : [];

    /// <summary>Stores the rows of one activation, all or none; false when it is fenced.</summary>
    public bool Store(string grain, IReadOnlyList<JournalEntry> entries)
    {
        if (!journal.TryGetValue(grain, out var rows)) journal[grain] = rows = [];
        if (Fences && entries.Any(entry => rows.ContainsKey(entry.Version))) return false;
        foreach (var entry in entries)
        {
            var row = new JournalRow(log.Count, grain, entry);
            if (!rows.TryAdd(entry.Version, row)) continue;
            log.Add(row);
            world.Note($"stored {grain} {entry.Version} {entry.Kind}");
        }

        return true;
    }

    public void Put(SummaryRow row)
    {
        if (summaries.TryGetValue(row.Grain, out var known) && known.Version >= row.Version) return;
        summaries[row.Grain] = row;
    }

    public IReadOnlyList<SummaryRow> Summaries(Predicate<SummaryRow> wanted) => [.. summaries.Values.Where(row => wanted(row))];

    public IReadOnlyList<string> Due(DateTimeOffset by, int take) =>
        [.. summaries.Values.Where(row => row.DueAt <= by).OrderBy(row => row.DueAt).Take(take).Select(row => row.Grain)];

    IAsyncEnumerable<JournalRow> IJournalScan.ByGrain(CancellationToken cancellationToken) =>
        journal.Values.SelectMany(rows => rows.Values).ToAsyncEnumerable();

    IAsyncEnumerable<SummaryRow> IJournalScan.Summaries(string? kind, CancellationToken cancellationToken) =>
        Summaries(row => kind is null || row.Kind == kind).ToAsyncEnumerable();

    Task<long> IJournalScan.LastVersion(string grain, CancellationToken cancellationToken) =>
        Task.FromResult(Of(grain).Select(entry => entry.Version).DefaultIfEmpty().Max());

    Task<IReadOnlyList<string>> IJournalScan.Due(DateTimeOffset by, int take, CancellationToken cancellationToken) => Task.FromResult(Due(by, take));
}
