using System.CommandLine;
using System.Globalization;
using OutreachSilo.Faults;
using OutreachSilo.Faults.Crowd;
using OutreachSilo.Faults.Oracle;
using OutreachSilo.Faults.Running;
using OutreachSilo.Faults.Scenarios;
using OutreachSilo.Common;
using OutreachSilo.TestKit;
using OutreachSilo.Tasters;

IScenario[] all =
[
    new KilledInRush(), new AnswerLost(), new DecisionLost(), new ServerStops(), new ConnectionsDie(impatient: false), new SilentDatabase(), new SuspendedProcess(), new ConnectionsDie(impatient: true),
];

var names = new Argument<string[]>("faults") { Description = $"Which to run, of {string.Join(", ", all.Select(one => one.Name))}; all without.", Arity = ArgumentArity.ZeroOrMore };
names.Validators.Add(result =>
{
    foreach (var token in result.Tokens)
        if (all.All(one => !string.Equals(one.Name, token.Value, StringComparison.OrdinalIgnoreCase))) result.AddError($"There is no fault '{token.Value}'.");
});
var seeds = new Option<int>("--seeds") { Description = "How many seeds each.", DefaultValueFactory = _ => 3 };
seeds.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 1 or > 100_000) result.AddError("1 to 100000 seeds.");
});
var first = new Option<int>("--first-seed") { Description = "The first of them; with --seeds 1 one is run again.", DefaultValueFactory = _ => 1 };
var kills = new Option<int?>("--kills") { Description = "F1: how often to kill in one rush; without, one to three times by the seed." };
kills.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int?>() is < 1 or > 50) result.AddError("1 to 50 kills.");
});
var json = new Option<bool>("--json") { Description = "One JSON object a line on standard output." };
var untimed = new Option<bool>("--untimed") { Description = "Tell how long it takes to recover and do not judge it: for a machine that is busy or slow." };
var database = new Option<string>("--database") { Description = "Only this one; both without." };
database.AcceptOnlyFromAmong("postgres", "sqlite");

var command = new RootCommand("Does harm to the running service and asks whether everything it has said is true.") { names, seeds, first, kills, json, untimed, database };
command.SetAction(async (result, _) =>
{
    var wanted = result.GetValue(names) is { Length: > 0 } some ? all.Where(one => some.Contains(one.Name, StringComparer.OrdinalIgnoreCase)) : all;
    await using var server = result.GetValue(database) == "sqlite" ? null : await Postgres.StartNew();
    var stood = true;
    foreach (var fault in wanted)
    {
        if (result.GetValue(database) != "postgres" && !fault.NeedsServer) await Report(fault, null, "sqlite");
        if (server is not null) await Report(fault, server, "postgres");
    }

    return stood ? 0 : 1;

    async Task Report(IScenario fault, Postgres? on, string name)
    {
        var line = await Run(fault, on, name, result.GetValue(first), result.GetValue(seeds), result.GetValue(kills), timed: !result.GetValue(untimed));
        stood &= line.Stood;
        Console.WriteLine(result.GetValue(json) ? line.ToJson() : string.Create(
            CultureInfo.InvariantCulture,
            $"{line.Fault,-4} {line.Database,-9} {line.Survived} of {line.Seeds} seeds stood, {line.Acknowledged:N0} acknowledged, {line.Lost} lost, {line.Doubled} doubled, {line.Behind} behind, {(line.RecoveryMaxMs is { } most ? FormattableString.Invariant($"answers again after {line.RecoveryMedianMs:N0} ms (at most {most:N0}), ") : "")}control {(line.Control ? "noticed" : "NOT NOTICED")}: {fault.What}"));
    }
});
return await command.Parse(args).InvokeAsync();

static async Task<FaultLine> Run(IScenario fault, Postgres? server, string database, int first, int seeds, int? killsWanted, bool timed)
{
    var (survived, acknowledged, lost, doubled, behind, kills) = (0, 0, 0, 0, 0, 0);
    var recovered = new List<TimeSpan>();
    for (var seed = first; seed < first + seeds; seed++)
    {
        var run = new FaultRun(seed, server, null, timed) { KillsWanted = killsWanted };
        try
        {
            var verdict = await fault.Run(run);
            acknowledged += verdict.Acknowledged;
            lost += verdict.Lost;
            doubled += verdict.Doubled;
            behind += verdict.Behind;
            if (verdict.IsClean) survived++;
            else await Fell(seed, string.Join("\n  ", verdict.Findings.Take(20).Prepend($"{verdict.Lost} lost, {verdict.Doubled} doubled, {verdict.Findings.Count} findings")));
        }
        catch (Exception fell) when (fell is FellException or OperationCanceledException or InvalidOperationException or TimeoutException)
        {
            await Fell(seed, fell.Message);
        }

        kills += run.Kills;
        recovered.AddRange(run.Recovered);
    }

    // Had the journal lost what was acknowledged, the same oracle must say so.
    var control = await fault.Run(new FaultRun(first, server, Forget, timed: false));
    if (control.Lost == 0) await Fell(first, $"control: {control}");
    var noticed = control.Lost > 0 && (!fault.ComparesSummaries || await SeesDamage());
    recovered.Sort();
    return new FaultLine(fault.Name, database, first, seeds, survived, acknowledged, lost, doubled, behind, noticed)
    {
        Kills = kills,
        RecoveryMedianMs = recovered.Count == 0 ? null : recovered[recovered.Count / 2].TotalMilliseconds,
        RecoveryMaxMs = recovered.Count == 0 ? null : recovered[^1].TotalMilliseconds,
    };

    // Had a summary been behind, the comparison must say so of the summary and of the board that was made of it.
    async Task<bool> SeesDamage()
    {
        var damaged = new FaultRun(first, server, null, timed: false) { DamagesSummaries = true };
        await fault.Run(damaged);
        if (damaged is { SummariesBehind: > 0, LinesBehind: > 0 }) return true;
        await Fell(first, $"control: {damaged.SummariesBehind} summaries and {damaged.LinesBehind} lines were seen to be behind");
        return false;
    }

    Task Fell(int seed, string why) => Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{fault.Name} on {database} fell; again with --first-seed {seed} --seeds 1 --database {database}:\n  {why}"));
}

static async Task Forget(Rush rush, StoppedJournal journal)
{
    // A confirmation; where the kill came before the first of them, a hold.
    var confirmed = Acknowledged(StepKind.Confirm);
    var held = confirmed.Count > 0 ? [] : Acknowledged(StepKind.Hold);
    await foreach (var row in journal.Scan.ByGrain(CancellationToken.None))
    {
        if (!row.Grain.StartsWith(GrainKeys.WeekPrefix, StringComparison.Ordinal)) continue;
        var isOne = ChangeCatalog.Read(row.Entry) switch
        {
            PlaceConfirmed x => confirmed.Contains(x.Place),
            PlaceHeld x => held.Contains(x.Place),
            _ => false,
        };
        if (!isOne) continue;
        await journal.Forget(row.Grain, row.Entry.Version);
        return;
    }

    HashSet<Guid> Acknowledged(StepKind kind) =>
        [.. rush.Steps.Where(step => step.Kind == kind && step is { Answer.IsDone: true, Place: not null }).Select(step => step.Place!.Value)];
}
