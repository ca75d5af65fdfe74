using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Peers;
using OutreachSilo.Storage;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B3b: person and week, two durable steps, 20,000 people, 5,000 weeks, 512 callers.</summary>
internal sealed class WholeBooking : IScenario
{
    private const int People = 20_000;

    public string Name => "b3b";

    public string What => "whole booking: 20,000 people, 5,000 weeks, 512 in flight";

    public async Task<IReadOnlyList<Line>> Run(BenchmarkContext context)
    {
        var lines = new List<Line>();
        foreach (var database in context.Databases)
        {
            var sql = await PgBench.Create(await context.Server(), Spread.Weeks);
            await using var silo = await CoreSilo.Start(context, database);
            var bookings = await WholeBookings.Prepare(silo, People, Spread.Weeks);
            var measured = await CoreComparison.Run(context, silo, $"whole booking on {database}", CoreComparison.InFlight, "place-held", bookings.Book, new Dictionary<string, Func<TimeSpan, Task<PeerRun>>>
            {
                ["P3"] = time => sql.P3("\\set w random(1, 5000)", PgBench.Clients, time),
            });
            lines.Add(measured.Rates("b3b", $"whole booking on {database}", new() { ["P3"] = 2.5 }));
        }

        return lines;
    }
}
