using System.CommandLine;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Peers;
using OutreachSilo.Benchmarks.Scenarios;
using OutreachSilo.Storage;
using Spectre.Console;

if (args is [PeerCommand.Word, .. var peer]) return await PeerCommand.Run(peer);

IScenario[] all =
[
    new Calibration(),
    new HotWeek(),
    new Spread(),
    new WholeBooking(),
    new LoneCaller(),
    new Mentoring(),
    new Growth(),
    new Stampede(), new SustainedDoor(),
    new OneBoard(), new ReconnectStorm(), new ManyBoards(), new Overload(), new DoorCalibration(),
    new Footprint(), new JournalLength(), new StoppedReaders(), new ClusterLoss(),
];

// Into a file there is no end of the line.
const int TableWidth = 200;

var names = new Argument<string[]>("scenarios") { Description = $"Which to run, of {string.Join(", ", all.Select(one => one.Name))}; all without.", Arity = ArgumentArity.ZeroOrMore };
names.Validators.Add(result =>
{
    foreach (var token in result.Tokens)
        if (all.All(one => !string.Equals(one.Name, token.Value, StringComparison.OrdinalIgnoreCase))) result.AddError($"There is no scenario '{token.Value}'.");
});
var json = new Option<bool>("--json") { Description = "One JSON object a line on standard output." };
var quick = new Option<bool>("--quick") { Description = "At most 20 seconds a scenario: to see that it works, not to quote." };
var seconds = new Option<int>("--seconds") { Description = "How long each stretch of load lasts; the warm-up twice that.", DefaultValueFactory = _ => 10 };
seconds.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 1 or > 600) result.AddError("A stretch lasts 1 to 600 seconds.");
});
var database = new Option<string>("--database") { Description = "Only this one; both without." };
database.AcceptOnlyFromAmong("postgres", "sqlite");

var allocations = new Option<bool>("--allocations") { Description = "Also tell on standard error which types most bytes went to." };

var command = new RootCommand("Measures the service against its peers in the same run.") { names, json, quick, seconds, database, allocations };
command.SetAction(async (result, _) =>
{
    StorageProvider[] databases = result.GetValue(database) switch
    {
        "postgres" => [StorageProvider.PostgreSql],
        "sqlite" => [StorageProvider.Sqlite],
        _ => [StorageProvider.PostgreSql, StorageProvider.Sqlite],
    };
    var wanted = result.GetValue(names) is { Length: > 0 } some ? all.Where(one => some.Contains(one.Name, StringComparer.OrdinalIgnoreCase)) : all;
    var stretch = TimeSpan.FromSeconds(result.GetValue(seconds));
    await using var context = new BenchmarkContext(result.GetValue(quick), stretch, databases, Console.Error.WriteLine);
    var lines = new List<Line>();
    var status = 0;
    using var sample = result.GetValue(allocations) ? new AllocationSample() : null;
    foreach (var scenario in wanted)
    {
        context.Tell($"== {scenario.Name}: {scenario.What}");
        try
        {
            foreach (var line in await scenario.Run(context))
            {
                lines.Add(line);
                if (result.GetValue(json)) Console.WriteLine(line.ToJson());
            }
        }
        catch (VoidRunException broken)
        {
            context.Tell($"VOID {scenario.Name}: {broken.Message}");
            status = 1;
        }

        if (sample is null) continue;
        foreach (var (type, share) in sample.Most(40)) context.Tell($"{share,6:0.0 %}  {type}");
        sample.Clear();
    }

    if (!result.GetValue(json))
    {
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, TableWidth);
        AnsiConsole.Write(LineTable.Of(lines));
    }

    return status;
});
return await command.Parse(args).InvokeAsync();
