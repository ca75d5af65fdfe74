using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Http;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Peers;
using OutreachSilo.Storage;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>
/// B1's second half: whole bookings over HTTP (person and week, two durable steps) against the same server's no-op. P2 is told beside it: here, without
/// contention, each of its bookings has a row of its own, so the stampede's target is not asked of it.
/// </summary>
internal sealed class SustainedDoor : IScenario
{
    public const int Connections = 256;
    private const int Mondays = 38;
    private const int Practices = 130;
    private const int People = 20_000;

    public string Name => "b1-sustained";

    public string What => "whole bookings over HTTP, 256 connections, 20,000 people, 4,940 weeks";

    public async Task<IReadOnlyList<Line>> Run(BenchmarkContext context)
    {
        var lines = new List<Line>();
        foreach (var database in context.Databases) lines.Add(await Run(context, database));
        return lines;
    }

    /// <summary>The weeks, and who asks for which of them.</summary>
    public static Task Publish(Common.IJournal journal) => Weeks.Publish(journal, Enumerable.Range(0, Practices * Mondays).Select(number => Weeks.Id(number, Mondays)), 1_000_000_000);

    public static WriteRequest Requests(ServedSilo silo, int people) => HttpRequests.Hold(silo.Tickets, people, (monday, person) => monday < Mondays
        ? Weeks.Id(person % Practices * Mondays + (int)monday, Mondays)
        : throw new InvalidOperationException($"{people} people have booked {Mondays} Mondays each; there are no more."));

    private static async Task<Line> Run(BenchmarkContext context, StorageProvider provider)
    {
        await using var silo = await ServedSilo.Start(context, provider, Publish);
        await using var peer = await PeerProcess.Start("ef", await EfPeer.CreateDatabase(await context.Server(), Practices * Mondays, 1_000_000_000));
        using var door = await HttpConnections.Open(silo.Address, Connections);
        using var ef = await HttpConnections.Open(peer.Address, Connections);
        var hold = Requests(silo, context.Quick ? People / 4 : People);
        var nothing = HttpRequests.Get("/health/live");
        var book = HttpRequests.PeerBooking(number => (int)(number % (Practices * Mondays)) + 1);

        var (warm, next) = await Load.Run(Connections, context.WarmUp, 0, number => door.Must(201, hold, number));
        await Load.Run(Connections, context.WarmUp / 4, 0, number => door.Must(200, nothing, number));
        var (_, peerNext) = await Load.Run(Connections, context.WarmUp / 2, 0, number => ef.Must(201, book, number));
        context.Tell($"{provider}: warm-up {warm}");
        List<Stretch> ours = [];
        List<double> noop = [], p2 = [], cpu = [];
        for (var pair = 0; pair < context.Pairs; pair++)
        {
            noop.Add((await Load.Run(Connections, context.Stretch / 2, 0, number => door.Must(200, nothing, number))).Stretch.PerSecond);
            (var other, peerNext) = await Load.Run(Connections, context.Stretch, peerNext, number => ef.Must(201, book, number));
            p2.Add(other.PerSecond);
            var used = silo.Use.Cpu;
            (var stretch, next) = await Load.Run(Connections, context.Stretch, next, number => door.Must(201, hold, number));
            cpu.Add((silo.Use.Cpu - used).TotalMicroseconds / stretch.Done);
            ours.Add(stretch);
            context.Tell($"{provider}: no-op {noop[^1]:N0}/s, P2 {p2[^1]:N0}/s, ours {stretch}, {cpu[^1]:0.0} µs CPU of the server");
        }

        var stored = await silo.StopAndCount("place-held");
        if (stored != door.Count(201)) throw new VoidRunException($"{door.Count(201)} bookings were acknowledged and {stored} are stored.");

        var rates = ours.Select(stretch => stretch.PerSecond).ToArray();
        var toP2 = Pairs.Compare(rates, p2);
        var toNoop = Pairs.Compare(rates, noop);
        return new Line(provider == StorageProvider.Sqlite ? "b1s-sustained" : "b1-sustained", $"whole bookings over HTTP on {provider}", toP2.Ours, "bookings/s")
        {
            P50us = Pairs.Median([.. ours.Select(stretch => stretch.P50)]),
            P99us = Pairs.Median([.. ours.Select(stretch => stretch.P99)]),
            Peers = { ["P2"] = toP2.Peer, ["noop"] = toNoop.Peer },
            Ratios = { ["P2"] = toP2.Ratio, ["noop"] = toNoop.Ratio },
            Target = { ["noop"] = 0.3 },
            Also = { ["serverCpuMicrosecondsPerBooking"] = Pairs.Median(cpu), ["generatorCpuMicrosecondsPerBooking"] = ours[^1].CpuMicroseconds },
        };
    }
}
