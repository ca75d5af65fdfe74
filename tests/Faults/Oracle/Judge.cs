using System.Diagnostics;
using System.Text.Json;
using OutreachSilo.EndToEnd;
using OutreachSilo.Faults.Crowd;
using OutreachSilo.Faults.Running;
using OutreachSilo.Live;
using OutreachSilo.Tasters;

namespace OutreachSilo.Faults.Oracle;

/// <summary>Compares what people and pages were told with what is stored, once it is over.</summary>
internal static class Judge
{
    private static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(20);

    /// <summary>Boards read the summaries every minute; until then one may show what this process knew before another wrote.</summary>
    private static readonly TimeSpan CatchUpWithOthers = TimeSpan.FromSeconds(75);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks everything once more, lets the pages come to rest, stops the service and reads its journal.</summary>
    /// <param name="others">What another process over the same database said last, or null: the newer of both is the truth.</param>
    /// <param name="tamper">For negative controls: what is done to the journal before it is read.</param>
    public static async Task<Verdict> Decide(Town town, Rush rush, IReadOnlyList<Page> pages, IReadOnlyDictionary<WeekId, Said>? others, Func<StoppedJournal, Task>? tamper)
    {
        var findings = new List<string>();
        findings.AddRange((await rush.Repeat()).Select(changed => $"I9: {changed}"));
        await Settled(town, pages, others);
        var shown = pages.Select(page => page.Lines.ToDictionary()).ToList();
        findings.AddRange(pages.SelectMany(page => page.Complaints).Distinct());

        await using var journal = await town.StopAndOpen();
        if (tamper is not null) await tamper(journal);
        var report = await journal.Audit();
        findings.AddRange(report.Findings.Select(finding => $"{finding.Rule}: {finding.Grain}: {finding.Detail}"));
        var stored = await Stored.Read(journal);
        foreach (var week in Town.AllWeeks)
            foreach (var lines in shown)
                if (!ShowsTruth(lines, week, stored.Room(week))) findings.Add($"I8: {week} is shown as {Line(lines, week)} and is {stored.Room(week)}");

        var (lost, doubled) = (0, 0);
        foreach (var step in rush.Steps)
        {
            if (step.Answer is not { } answer) continue;
            if (answer.IsDone)
            {
                var times = stored.Times(step.Kind, answer.Place ?? step.Place ?? Guid.Empty);
                if (times == 0) lost++;
                if (times > 1) doubled++;
            }
            else if (step.Kind == StepKind.Hold && stored.Holds(step.Week, Tickets.PersonId(step.Person)) > 0)
            {
                findings.Add($"I3: person {step.Person} was refused {step.Week} with {answer.Code} and has a place there");
            }
        }

        // Nobody asks for a week under two keys.
        doubled += rush.Steps.Where(step => step.Kind == StepKind.Hold).Count(step => stored.Holds(step.Week, Tickets.PersonId(step.Person)) > 1);
        return new Verdict(rush.Steps.Count(step => step.Answer is { IsDone: true }), lost, doubled, 0, findings);
    }

    /// <summary>What the service says of every week.</summary>
    /// <exception cref="FellException">It answers nothing although the fault is over.</exception>
    public static async Task<IReadOnlyDictionary<WeekId, Said>> Ask(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        var said = new Dictionary<WeekId, Said>();
        foreach (var week in Town.AllWeeks)
        {
            using var view = JsonDocument.Parse(await View(client, week));
            var offer = view.RootElement.GetProperty("offers")[0];
            said[week] = new Said(view.RootElement.GetProperty("version").GetInt64(), (offer.GetProperty("held").GetInt32(), offer.GetProperty("confirmed").GetInt32()));
        }

        return said;
    }

    /// <summary>Until every page shows what the weeks say; whether that is the truth is asked later, of the journal.</summary>
    private static async Task Settled(Town town, IReadOnlyList<Page> pages, IReadOnlyDictionary<WeekId, Said>? others)
    {
        var newest = (await Ask(town.OwnAddress)).ToDictionary(own => own.Key, own => others is not null && others[own.Key].Version > own.Value.Version ? others[own.Key] : own.Value);
        var patience = others is null ? CatchUp : CatchUpWithOthers;
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < patience && !pages.All(page => newest.All(one => ShowsTruth(page.Lines, one.Key, one.Value.Room)))) await Task.Delay(LookAgain);
    }

    private static async Task<string> View(HttpClient client, WeekId week)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < CatchUp; await Task.Delay(LookAgain))
        {
            using var answer = await client.GetAsync(new Uri($"/api/v1/weeks/{week.Practice}/{week.Monday:yyyy-MM-dd}", UriKind.Relative));
            if (answer.IsSuccessStatusCode) return await answer.Content.ReadAsStringAsync();
        }

        throw new FellException($"{week} could not be read any more.");
    }

    private static bool ShowsTruth(IReadOnlyDictionary<string, Shown> lines, WeekId week, (int Held, int Confirmed) truth) =>
        Line(lines, week) is { } line && (line.Held, line.Confirmed) == truth;

    private static Shown? Line(IReadOnlyDictionary<string, Shown> lines, WeekId week) => lines.GetValueOrDefault(BoardRowJson.KeyOf(week));
}

/// <summary>What a process says of a week.</summary>
internal readonly record struct Said(long Version, (int Held, int Confirmed) Room);
