namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B3b. Person and week, two durable steps. P3 books with one statement, P2 over HTTP; neither keeps an agenda.</summary>
internal sealed class WholeBooking() : Scenario(
    "b3b", "whole booking: 20,000 people, 5,000 weeks, 512 in flight, in process",
    new Metric("b3b", "whole bookings", "bookings/s", Goal.AtLeast(1.2, 0.6, "P3"), Goal.AtLeast(8, 4, "P2")))
{
    public const int WeekCount = 5_000;

    public override async Task<IReadOnlyList<Line>> Run(BenchmarkContext context, StorageProvider database)
    {
        var sql = await PgBench.Create(await context.Server(), WeekCount);
        var tables = await BookingPeers.CreateDatabase(await context.Server(), WeekCount, Bookings.Unlimited);
        await using var ef = await PeerProcess.Start("bookings", tables);
        using var connections = await HttpConnections.Open(ef.Address, PgBench.Clients);
        var book = HttpRequests.BookAtPeer("/p2", number => Bookings.Pick(number, WeekCount) + 1);
        var peer = new ClosedLoop(PgBench.Clients, number => connections.MustGet(201, book, number));
        using var data = await ServiceData.Create(context, database);
        await using var silo = await InProcessSilo.Start(data);
        var ours = new ClosedLoop(Bookings.InFlight, await Bookings.Whole(silo, WeekCount));
        await peer.Run(context.WarmUp);
        await ours.Run(context.WarmUp);
        var compared = await Comparison.Run(context, database, ours.Run, sql.P3(), new Peer("P2", peer.Run));
        await silo.VerifyBookings(ours.Done);
        return [compared.ToLine(Metrics[0], run => run.PerSecond)];
    }
}
