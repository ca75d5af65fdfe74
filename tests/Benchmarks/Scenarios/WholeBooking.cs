using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Http;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Peers;
using OutreachSilo.Storage;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>
/// B3b: person and week, two durable steps, 20,000 people, 5,000 weeks, 512 callers. P3 books by one statement, P2 over loopback HTTP, which is the only door it has;
/// neither keeps an agenda.
/// </summary>
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
            await using var peer = await PeerProcess.Start("ef", await EfPeer.CreateDatabase(await context.Server(), Spread.Weeks, 1_000_000_000));
            using var door = await HttpConnections.Open(peer.Address, PgBench.Clients);
            var pick = Pick.Uniform(Spread.Weeks);
            var ask = HttpRequests.PeerBooking(number => pick.At(number) + 1);
            var asked = 0L;
            await P2(context.WarmUp / 2);
            var bookings = await WholeBookings.Prepare(silo, People, Spread.Weeks);
            var measured = await CoreComparison.Run(context, silo, $"whole booking on {database}", CoreComparison.InFlight, "place-held", bookings.Book, new Dictionary<string, Func<TimeSpan, Task<PeerRun>>>
            {
                ["P3"] = time => sql.P3("\\set w random(1, 5000)", PgBench.Clients, time),
                ["P2"] = P2,
            });
            lines.Add(measured.Rates("b3b", $"whole booking on {database}", new() { ["P3"] = 2.5, ["P2"] = 15 }));

            async Task<PeerRun> P2(TimeSpan time)
            {
                (var stretch, asked) = await Load.Run(PgBench.Clients, time, asked, number => door.Must(201, ask, number));
                return new PeerRun(stretch.PerSecond, stretch.P50, stretch.P99);
            }
        }

        return lines;
    }
}
