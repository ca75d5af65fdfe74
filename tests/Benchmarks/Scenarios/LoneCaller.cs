using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Peers;
using OutreachSilo.Storage;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B4: one caller, who waits for nobody; the leaf's decision, and a whole booking.</summary>
internal sealed class LoneCaller : IScenario
{
    public string Name => "b4";

    public string What => "lone caller: one in flight, leaf and whole booking";

    public async Task<IReadOnlyList<Line>> Run(BenchmarkContext context)
    {
        var lines = new List<Line>();
        foreach (var database in context.Databases)
        {
            var sql = await PgBench.Create(await context.Server(), Spread.Weeks);
            var peers = new Dictionary<string, Func<TimeSpan, Task<PeerRun>>> { ["P3"] = time => sql.P3("\\set w random(1, 5000)", 1, time) };
            await using (var silo = await CoreSilo.Start(context, database))
            {
                var bookings = await LeafBookings.Prepare(silo, Spread.Weeks, Pick.Uniform(Spread.Weeks));
                var measured = await CoreComparison.Run(context, silo, $"lone caller, leaf, on {database}", 1, "place-held", bookings.Book, peers);
                lines.Add(measured.Latencies("b4-leaf", $"lone caller, leaf, on {database}", new() { ["P3"] = 1.0 }));
            }

            await using (var silo = await CoreSilo.Start(context, database))
            {
                var bookings = await WholeBookings.Prepare(silo, 20_000, Spread.Weeks);
                var measured = await CoreComparison.Run(context, silo, $"lone caller, whole booking, on {database}", 1, "place-held", bookings.Book, peers);
                lines.Add(measured.Latencies("b4-whole", $"lone caller, whole booking, on {database}", new() { ["P3"] = 2.5 }));
            }
        }

        return lines;
    }
}
