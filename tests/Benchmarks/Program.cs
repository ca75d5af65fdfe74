using System.CommandLine;

if (args is [PeerProcess.Command, .. var peer]) return await PeerProcess.Serve(peer);

Scenario[] all =
[
    new Stampede(), new HotWeek(), new WholeBooking(), new LoneCaller(), new Mentoring(), new OneBoard(), new ReconnectStorm(),
    new Restart(), new Overload(), new Footprint(), new Growth(), new StoppedReaders(), new ClusterLoss(),
];

var names = new Argument<string[]>("scenarios")
{
    Description = "What to run, for example b2 b3b; all runs everything; none prints the list.",
};
names.Arity = ArgumentArity.ZeroOrMore;
names.AcceptOnlyFromAmong(["all", .. all.Select(one => one.Name)]);
var json = new Option<bool>("--json") { Description = "Print one JSON object a line." };
var quick = new Option<bool>("--quick") { Description = "A check of at most 20 seconds a scenario; on PostgreSQL without --database." };
var seconds = new Option<int>("--seconds") { Description = "Length of a run; warm-ups take twice as long.", DefaultValueFactory = _ => 10 };
seconds.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 1 or > 600) result.AddError("Give --seconds a number from 1 to 600.");
});
var database = new Option<string>("--database") { Description = "Run on this database only; without it, on both." };
database.AcceptOnlyFromAmong("postgres", "sqlite");

var command = new RootCommand("Measures the service against its peers in the same run.") { names, json, quick, seconds, database };
command.SetAction(async (result, _) =>
{
    if (result.GetValue(names) is not { Length: > 0 } chosen)
    {
        Tables.Print(Tables.OfScenarios(all));
        return 0;
    }

    StorageProvider[] databases = (result.GetValue(database), result.GetValue(quick)) switch
    {
        ("sqlite", _) => [StorageProvider.Sqlite],
        ("postgres", _) or (_, true) => [StorageProvider.PostgreSql],
        _ => [StorageProvider.PostgreSql, StorageProvider.Sqlite],
    };
    var time = TimeSpan.FromSeconds(result.GetValue(seconds));
    await using var context = new BenchmarkContext(result.GetValue(quick), time, Console.Error.WriteLine);
    var lines = new List<Line>();
    var status = 0;
    foreach (var scenario in all.Where(one => chosen.Contains("all") || chosen.Contains(one.Name)))
    {
        foreach (var on in databases)
        {
            context.Tell($"== {scenario.Name} on {on}: {scenario.What}");
            try
            {
                foreach (var line in await scenario.Run(context, on))
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
        }
    }

    if (!result.GetValue(json)) Tables.Print(Tables.OfLines(lines));
    return status;
});
return await command.Parse(args).InvokeAsync();
