using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Peers;
using OutreachSilo.Storage;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B3: 5,000 weeks, gone for alike or by Zipf's law, 512 callers, the leaf's decision only.</summary>
internal sealed class Spread : IScenario
{
    public const int Weeks = 5_000;

    private static readonly (string Name, Pick Ours, string Theirs)[] Ways =
    [
        ("uniform", Pick.Uniform(Weeks), "\\set w random(1, 5000)"),
        ("zipf", Pick.Zipf(Weeks, 1.1), "\\set w random_zipfian(1, 5000, 1.1)"),
    ];

    public string Name => "b3";

    public string What => "spread: 5,000 weeks, uniform and Zipf 1.1, 512 in flight, leaf only";

    public async Task<IReadOnlyList<Line>> Run(BenchmarkContext context)
    {
        var lines = new List<Line>();
        foreach (var database in context.Databases)
        {
            foreach (var (name, ours, theirs) in Ways)
            {
                var sql = await PgBench.Create(await context.Server(), Weeks);
                await using var silo = await CoreSilo.Start(context, database);
                var bookings = await LeafBookings.Prepare(silo, Weeks, ours);
                var measured = await CoreComparison.Run(context, silo, $"{name} on {database}", CoreComparison.InFlight, "place-held", bookings.Book, new Dictionary<string, Func<TimeSpan, Task<PeerRun>>>
                {
                    ["P3"] = time => sql.P3(theirs, PgBench.Clients, time),
                });
                lines.Add(measured.Rates($"b3-{name}", $"spread, {name}, on {database}", new() { ["P3"] = 6 }));
            }
        }

        return lines;
    }
}
