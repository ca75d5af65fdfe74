using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Http;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Peers;
using OutreachSilo.Storage;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B1: 10,000 people go for one week of 100 places over 256 connections, until the last of them has an answer.</summary>
internal sealed class Stampede : IScenario
{
    private const int People = 10_000;
    private const int Places = 100;
    private const int Connections = 256;

    /// <summary>Enough for the code to settle, and not so many more than there are trainee doctors that the service is busy keeping them.</summary>
    private const int WarmPeople = 6 * People;

    // Where people go before: one always has room, the other is as full as the hot one will be.
    private const string WarmPractice = "K99998";
    private const string FullPractice = "K99999";

    public string Name => "b1";

    public string What => "stampede: 10,000 people over 256 connections go for a week of 100 places";

    public async Task<IReadOnlyList<Line>> Run(BenchmarkContext context)
    {
        List<double> ours = [], p2 = [], p4 = [], bare = [], p50 = [], p99 = [], cpu = [], released = [];
        for (var pair = 0; pair < context.Pairs; pair++)
        {
            p2.Add(await P2(context));
            p4.Add(await P4(context));
            bare.Add(await P4Bare(context));
            var (rush, used) = await Ours(context);
            ours.Add(People / rush.Took.TotalSeconds);
            p50.Add(rush.Waits.Percentile(0.5));
            p99.Add(rush.Waits.Percentile(0.99));
            cpu.Add(used.TotalMicroseconds / People);
            released.Add(rush.Released.TotalMilliseconds);
            context.Tell($"P2 {p2[^1]:N0}/s, P4 {p4[^1]:N0}/s ({bare[^1]:N0}/s without HTTP), ours {ours[^1]:N0}/s: {rush.Took.TotalSeconds:0.00} s, all callers began in {released[^1]:0} ms, {cpu[^1]:0} µs CPU each");
        }

        var toP2 = Pairs.Compare(ours, p2);
        var toP4 = Pairs.Compare(ours, p4);
        var toBare = Pairs.Compare(ours, bare);
        return
        [
            new Line("b1", "stampede for one week over HTTP", toP2.Ours, "answers/s")
            {
                P50us = Pairs.Median(p50),
                P99us = Pairs.Median(p99),
                Peers = { ["P2"] = toP2.Peer, ["P4"] = toP4.Peer, ["P4-bare"] = toBare.Peer },
                Ratios = { ["P2"] = toP2.Ratio, ["P4"] = toP4.Ratio, ["P4-bare"] = toBare.Ratio },
                Target = { ["P2"] = 20, ["P4"] = 15 },
                Also = { ["cpuMicrosecondsPerAnswer"] = Pairs.Median(cpu), ["releasedMilliseconds"] = released.Max() },
            },
        ];
    }

    private static async Task<(Rush Rush, TimeSpan Cpu)> Ours(BenchmarkContext context)
    {
        var hot = Weeks.Id(0);
        var warm = Weeks.Id(0) with { Practice = WarmPractice };
        var full = Weeks.Id(0) with { Practice = FullPractice };
        await using var silo = await ServedSilo.Start(context, StorageProvider.PostgreSql, async journal =>
        {
            await Weeks.Publish(journal, [hot, full], Places);
            await Weeks.Publish(journal, [warm], 1_000_000_000);
        });
        using var connections = await HttpConnections.Open(silo.Address, Connections);

        // Other people, other practices' weeks: only the code is warm afterwards, of both answers.
        var warmUp = HttpRequests.Hold(silo.Tickets, WarmPeople, (_, person) => person % 2 == 0 ? warm : full);
        await Load.Run(Connections, context.WarmUp, People, async number =>
        {
            if (number < WarmPeople) await connections.Ask(warmUp, number);
            else await Task.Delay(TimeSpan.FromMilliseconds(100));
        });
        await Task.Delay(context.Calm);
        var (held, refused) = (connections.Count(201), connections.Count(409));

        var hold = HttpRequests.Hold(silo.Tickets, People, (_, _) => hot);
        var used = silo.Use.Cpu;
        var rush = await Rush.Run(Connections, People, async number => await connections.Ask(hold, number));
        used = silo.Use.Cpu - used;
        Check(connections.Count(201) - held, connections.Count(409) - refused);
        var stored = await silo.StopAndCount("place-held");
        if (stored != connections.Count(201)) throw new VoidRunException($"{connections.Count(201)} bookings were acknowledged and {stored} are stored.");
        return (rush, used);
    }

    private static async Task<double> P2(BenchmarkContext context)
    {
        var database = await EfPeer.CreateDatabase(await context.Server(), weeks: 3, Places);
        await TestKit.Postgres.Execute(database, "update week set capacity = 1000000000 where id = 2");
        return await Peer(context, "ef", database, number => number % 2 == 0 ? 2 : 3);
    }

    /// <summary>It counts whatever a week has, so people go before for many weeks, twice as many for each as it has places.</summary>
    private static async Task<double> P4(BenchmarkContext context)
    {
        const int warm = 5_000;
        var database = await EfPeer.CreateDatabase(await context.Server(), 1 + warm, Places);
        return await Peer(context, "tickets", database, number => (int)(2 + number / (2 * Places) % warm));
    }

    private static async Task<double> Peer(BenchmarkContext context, string kind, string database, Func<long, int> warmWeek)
    {
        await using var peer = await PeerProcess.Start(kind, database);
        using var connections = await HttpConnections.Open(peer.Address, Connections);
        var warmUp = HttpRequests.PeerBooking(warmWeek);
        await Load.Run(Connections, context.WarmUp, 0, async number => await connections.Ask(warmUp, number));
        await Task.Delay(context.Calm);
        var (held, refused) = (connections.Count(201), connections.Count(409));
        var book = HttpRequests.PeerBooking(_ => 1);
        var rush = await Rush.Run(Connections, People, async number => await connections.Ask(book, number));
        Check(connections.Count(201) - held, connections.Count(409) - refused);
        return People / rush.Took.TotalSeconds;
    }

    /// <summary>The same statements by pgbench, without HTTP and the 256 connections.</summary>
    private static async Task<double> P4Bare(BenchmarkContext context)
    {
        var sql = await PgBench.Create(await context.Server(), weeks: 1, Places);
        var run = await sql.P4Rush(People);
        var stored = await sql.Bookings();
        if (stored != Places) throw new VoidRunException($"P4 took {stored} bookings for {Places} places.");
        return run.PerSecond;
    }

    private static void Check(long accepted, long refused)
    {
        if (accepted != Places) throw new VoidRunException($"{accepted} were accepted for {Places} places.");
        if (accepted + refused != People) throw new VoidRunException($"{accepted} were accepted and {refused} refused of {People}.");
    }
}
