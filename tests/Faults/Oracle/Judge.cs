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
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks everything once more, lets the pages come to rest, stops the service and reads its journal.</summary>
    /// <param name="tamper">For negative controls: what is done to the journal before it is read.</param>
    public static async Task<Verdict> Decide(Town town, Rush rush, IReadOnlyList<Page> pages, Func<StoppedJournal, Task>? tamper = null)
    {
        var findings = new List<string>();
        findings.AddRange((await rush.Repeat()).Select(changed => $"I9: {changed}"));
        await Settled(town, pages);
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
        return new Verdict(rush.Steps.Count(step => step.Answer is { IsDone: true }), lost, doubled, findings);
    }

    /// <summary>Until every page shows what the weeks say; whether that is the truth is asked later, of the journal.</summary>
    private static async Task Settled(Town town, IReadOnlyList<Page> pages)
    {
        using var client = new HttpClient { BaseAddress = town.OwnAddress };
        var said = new Dictionary<WeekId, (int Held, int Confirmed)>();
        foreach (var week in Town.AllWeeks)
        {
            using var view = JsonDocument.Parse(await View(client, week));
            var offer = view.RootElement.GetProperty("offers")[0];
            said[week] = (offer.GetProperty("held").GetInt32(), offer.GetProperty("confirmed").GetInt32());
        }

        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < CatchUp && !pages.All(page => said.All(one => ShowsTruth(page.Lines, one.Key, one.Value)))) await Task.Delay(LookAgain);
    }

    /// <exception cref="FellException">The service answers nothing although the fault is over.</exception>
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
