using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Live;
using OutreachSilo.Mentoring;
using OutreachSilo.Tasters;

namespace OutreachSilo.Hosting;

/// <summary>A journal in memory with the real one's promises, whose writes a test can hold back or let fail.</summary>
internal sealed class MemoryJournal : IJournal, IJournalScan, IBoardStore, IMentoringStore, ITexts
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, List<JournalEntry>> journal = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SummaryRow> summaries = new(StringComparer.Ordinal);

    /// <summary>While set, appends wait for it before they are stored.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>Asked before each append is stored; what it throws is what the append comes to.</summary>
    public Action<string, IReadOnlyList<JournalEntry>> BeforeStoring { get; set; } = (_, _) => { };

    /// <summary>Asked after each append is stored: a commit whose answer is lost.</summary>
    public Action<string, IReadOnlyList<JournalEntry>> AfterStoring { get; set; } = (_, _) => { };

    public int Appends { get; private set; }

    /// <summary>Of each grain and how many rows came back.</summary>
    public List<(string Grain, int Rows)> Reads { get; } = [];

    public Task<ImmutableArray<JournalEntry>> Read(
        string grain, long afterVersion, CancellationToken cancellationToken, int take = int.MaxValue)
    {
        lock (gate)
        {
            var entries = journal.GetValueOrDefault(grain, []).Where(entry => entry.Version > afterVersion).Take(take).ToImmutableArray();
            Reads.Add((grain, entries.Length));
            return Task.FromResult(entries);
        }
    }

    public ImmutableArray<JournalEntry> Entries(string grain)
    {
        lock (gate) return [.. journal.GetValueOrDefault(grain, [])];
    }

    public IReadOnlyList<string> Grains()
    {
        lock (gate) return [.. journal.Keys];
    }

    public IJournalSession Open(string grain) => new Session(this, grain);

    public IReadOnlyList<string> Kinds(string grain)
    {
        lock (gate) return [.. journal.GetValueOrDefault(grain, []).Select(entry => entry.Kind)];
    }

    /// <summary>Writes behind the back of an activation, as a second one would.</summary>
    public void Intrude(string grain, JournalEntry entry)
    {
        lock (gate) Of(grain).Add(entry);
    }

    /// <summary>A summary that another process has written.</summary>
    public void Put(SummaryRow row)
    {
        lock (gate) summaries[row.Grain] = row;
    }

    public async IAsyncEnumerable<JournalRow> ByGrain([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        List<JournalRow> rows;
        lock (gate) rows = [.. journal.SelectMany(grain => grain.Value.Select(entry => new JournalRow(0, grain.Key, entry)))];
        foreach (var row in rows) yield return row;
    }

    public async IAsyncEnumerable<SummaryRow> Summaries(string? kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        List<SummaryRow> rows;
        lock (gate) rows = [.. summaries.Values.Where(row => kind is null || row.Kind == kind)];
        foreach (var row in rows) yield return row;
    }

    public Task<long> LastVersion(string grain, CancellationToken cancellationToken)
    {
        lock (gate) return Task.FromResult((long)journal.GetValueOrDefault(grain, []).Count);
    }

    public Task<IReadOnlyList<string>> Due(DateTimeOffset by, int take, CancellationToken cancellationToken)
    {
        lock (gate) return Task.FromResult<IReadOnlyList<string>>([.. summaries.Values.Where(row => row.DueAt <= by).OrderBy(row => row.DueAt).Take(take).Select(row => row.Grain)]);
    }

    public Task<ImmutableArray<SummaryOfWeek>> Weeks(string region, DateOnly from, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(summaries.Values
                .Where(row => row.Kind == "week" && row.Region == region && row.StartsOn >= from)
                .Select(row => new SummaryOfWeek(WeekId.Parse(row.Grain), row.Version, row.Body)).ToImmutableArray());
        }
    }

    public Task<ImmutableArray<MentoringRow>> Summaries(string kind, string? scheme, string? person, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(summaries.Values
                .Where(row => row.Kind == kind && (scheme is null || row.Region == scheme) && (person is null || row.Search.Contains(person, StringComparison.Ordinal)))
                .OrderBy(row => row.Grain, StringComparer.Ordinal).Select(row => new MentoringRow(row.Region, row.Body)).ToImmutableArray());
        }
    }

    public Task<string?> Read(TextRef text, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var written = journal.Values.SelectMany(entries => entries).SelectMany(entry => entry.Texts).FirstOrDefault(one => one.Id == text.Id);
            return Task.FromResult(written?.Text);
        }
    }

    public Task<int> Erase(string subject, CancellationToken cancellationToken) => throw new NotSupportedException();

    private List<JournalEntry> Of(string grain) => journal.TryGetValue(grain, out var entries) ? entries : journal[grain] = [];

    private void Store(string grain, IReadOnlyList<JournalEntry> entries, ISummarySource? summary)
    {
        BeforeStoring(grain, entries);
        lock (gate)
        {
            var stored = Of(grain);
            if (entries[0].Version <= stored.Count) throw new JournalFencedException($"{grain} version {entries[0].Version} is written already.");
            stored.AddRange(entries);
            Appends++;
            if (summary is not null) summaries[grain] = summary.ToSummary(grain, entries[^1].Version);
        }

        AfterStoring(grain, entries);
    }

    private sealed class Session(MemoryJournal journal, string grain) : IJournalSession
    {
        private Task last = Task.CompletedTask;

        public bool IsPoisoned { get; private set; }

        public Task Append(IReadOnlyList<JournalEntry> entries, ISummarySource? summary) => last = After(last, entries, summary);

        private async Task After(Task before, IReadOnlyList<JournalEntry> entries, ISummarySource? summary)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await journal.Hold.ConfigureAwait(false);
            if (IsPoisoned) throw new JournalFencedException($"{grain} has lost its session.");
            try
            {
                journal.Store(grain, entries, summary);
            }
            catch
            {
                IsPoisoned = true;
                throw;
            }
        }
    }
}
