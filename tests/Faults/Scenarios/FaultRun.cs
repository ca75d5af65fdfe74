using OutreachSilo.Faults.Crowd;
using OutreachSilo.Faults.Oracle;
using OutreachSilo.Faults.Running;
using OutreachSilo.Tasters;
using OutreachSilo.TestKit;

namespace OutreachSilo.Faults.Scenarios;

/// <summary>One run of a fault: its seed, its server, and how long it took to recover.</summary>
/// <param name="seed">What people do, and when the fault strikes, follows from it; how the machine interleaves them does not.</param>
/// <param name="server">Null for SQLite.</param>
/// <param name="tamper">Null, or for the negative control what is done to the journal before it is judged.</param>
/// <param name="timed">Whether what takes longer than was promised counts as fallen; not on a machine that is busy or slow.</param>
internal sealed class FaultRun(int seed, Postgres? server, Func<Rush, StoppedJournal, Task>? tamper, bool timed)
{
    private const int Pages = 4;

    public int Seed { get; } = seed;

    public Random Dice { get; } = new(seed);

    public Postgres? Server { get; } = server;

    /// <summary>From the end of the fault to the next answer.</summary>
    public List<TimeSpan> Recovered { get; } = [];

    /// <summary>What another process over the same database said before it ended; null where there was none.</summary>
    public IReadOnlyDictionary<WeekId, Said>? Others { get; set; }

    /// <summary>What did not hold beyond what the oracle looks at, for example the time to recover.</summary>
    public List<string> Missed { get; } = [];

    /// <summary>For a negative control: summaries are put back behind the service's back while it is dead.</summary>
    public bool DamagesSummaries { get; init; }

    /// <summary>How often F1 is to kill in one rush; null leaves it to the seed.</summary>
    public int? KillsWanted { get; init; }

    /// <summary>How often <see cref="KillAndCompare"/> came to its end.</summary>
    public int Kills { get; private set; }

    /// <summary>Summaries, and lines of the board, that were behind the journal right after a restart.</summary>
    public int SummariesBehind { get; private set; }

    /// <inheritdoc cref="SummariesBehind"/>
    public int LinesBehind { get; private set; }

    /// <summary>Kills the service and starts it again; people are answered once summaries and board have been held against the journal.</summary>
    public async Task KillAndCompare(Town town, Rush rush)
    {
        rush.Pause();
        await town.Kill();
        if (DamagesSummaries) await town.DamageSummaries();
        var before = await Freshness.Read(town);
        Note(before.SummariesBehind(), isLine: false);
        await town.Restart();
        var board = await Freshness.Board(town);
        var after = await Freshness.Read(town);
        Note(before.BoardBehind(board, after), isLine: true);
        Note(after.SummariesBehind(), isLine: false);
        Kills++;
        rush.Resume();
    }

    /// <summary>Lets people rush and pages watch, does the harm, lets everybody come to an end, and judges.</summary>
    public async Task<Verdict> Rush(Town town, Func<Rush, Task> harm)
    {
        using var rush = new Rush(town, Seed);
        var pages = Enumerable.Range(0, Pages).Select(_ => new Page(() => town.OwnAddress)).ToList();
        try
        {
            var all = rush.Start();
            await harm(rush);
            await all;
            var verdict = await Oracle.Judge.Decide(town, rush, pages, Others, tamper is null ? null : journal => tamper(rush, journal));
            return verdict with { Behind = SummariesBehind + LinesBehind, Findings = [.. Missed, .. verdict.Findings] };
        }
        finally
        {
            foreach (var page in pages) await page.DisposeAsync();
        }
    }

    /// <summary>Waits from now until somebody is answered, and notes when that takes longer than was promised.</summary>
    public async Task Recover(Rush rush, TimeSpan promised)
    {
        var took = await rush.NextAnswer();
        Recovered.Add(took);
        Judge(took, promised, "the first answer came after");
    }

    /// <summary>Notes when something took longer than was promised.</summary>
    public void Judge(TimeSpan took, TimeSpan promised, string what)
    {
        if (timed && took > promised) Missed.Add(FormattableString.Invariant($"{what} {took.TotalSeconds:0.00} s, {promised.TotalSeconds:0} were promised"));
    }

    private void Note(IReadOnlyList<string> behind, bool isLine)
    {
        if (isLine) LinesBehind += behind.Count;
        else SummariesBehind += behind.Count;
        Missed.AddRange(behind.Select(one => $"I6: right after a kill {one}"));
    }
}
