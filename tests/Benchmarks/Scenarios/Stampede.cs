namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>
/// B1. 10,000 people try to book a week of 100 places at once; then whole bookings by many people, against an endpoint that does nothing.
/// All over HTTP with 256 connections.
/// </summary>
internal sealed class Stampede() : Scenario(
    "b1", "stampede over HTTP: 10,000 people, 100 places, 256 connections; then whole bookings",
    new Metric("b1", "stampede", "answers/s", Goal.AtLeast(8, 4, "P2"), Goal.AtLeast(4, 2, "P4")),
    new Metric("b1-sustained", "whole bookings over HTTP", "bookings/s", Goal.AtLeast(0.2, 0.1, "no-op")))
{
    public const int Connections = 256;

    private const int Places = 100;
    private const int WarmWeeks = 5_000;

    /// <summary>So many warm both answers up, and leave the service with no more people than there are trainee doctors.</summary>
    private const int WarmPeople = 50_000;

    public override async Task<IReadOnlyList<Line>> Run(BenchmarkContext context, StorageProvider database) =>
        [await Rush(context, database), await Sustained(context, database)];

    private async Task<Line> Rush(BenchmarkContext context, StorageProvider database)
    {
        var released = new List<double>();
        var compared = await Comparison.Run(context, database, async _ =>
        {
            var result = await Ours(context, database);
            released.Add(result.Released.TotalMilliseconds);
            return result;
        }, new Peer("P2", _ => AtPeer(context, "/p2")), new Peer("P4", _ => AtPeer(context, "/p4")));
        return compared.ToLine(Metrics[0], run => run.PerSecond) with { Also = new() { ["releasedMilliseconds"] = released.Max() } };
    }

    private static async Task<LoadResult> Ours(BenchmarkContext context, StorageProvider database)
    {
        var week = Weeks.Id(0);
        var (unlimited, full) = (week with { Practice = "K99998" }, week with { Practice = "K99999" });
        await using var silo = await ServedSilo.Start(context, database, async journal =>
        {
            await Weeks.Publish(journal, [week, full], Places);
            await Weeks.Publish(journal, [unlimited], Bookings.Unlimited);
        });
        using var connections = await HttpConnections.Open(silo.Address, Connections);

        // Other people at other practices: afterwards only the code is warm, and only for as long as there are others.
        var crowd = Crowd(context);
        var warm = HttpRequests.Book(silo.Tickets, crowd + WarmPeople, (_, person) => person % 2 == 0 ? unlimited : full);
        await new ClosedLoop(Connections, async number =>
        {
            if (number < WarmPeople) await connections.Send(warm, crowd + number);
            else await Task.Delay(TimeSpan.FromMilliseconds(100));
        }).Run(context.WarmUp);
        if (!context.Quick) await Task.Delay(context.RunTime);

        var result = await Measure(connections, HttpRequests.Book(silo.Tickets, crowd, (_, _) => week), crowd);
        await silo.StopAndVerify(connections.Count(201));
        return result;
    }

    /// <summary>P4 counts the bookings of a week, so the warm-up books many weeks, each twice as often as it has places.</summary>
    private static async Task<LoadResult> AtPeer(BenchmarkContext context, string path)
    {
        var data = await BookingPeers.CreateDatabase(await context.Server(), 1 + WarmWeeks, Places);
        await using var peer = await PeerProcess.Start("bookings", data);
        using var connections = await HttpConnections.Open(peer.Address, Connections);
        var warm = HttpRequests.BookAtPeer(path, number => 2 + (int)(number / (2 * Places) % WarmWeeks));
        await new ClosedLoop(Connections, async number => await connections.Send(warm, number)).Run(context.WarmUp);
        return await Measure(connections, HttpRequests.BookAtPeer(path, _ => 1), Crowd(context));
    }

    private static int Crowd(BenchmarkContext context) => context.Quick ? 2_000 : 10_000;

    private static async Task<LoadResult> Measure(HttpConnections connections, WriteRequest book, int crowd)
    {
        var (accepted, refused) = (connections.Count(201), connections.Count(409));
        var result = await new ClosedLoop(Connections, async number => await connections.Send(book, number)).RunCrowd(crowd);
        (accepted, refused) = (connections.Count(201) - accepted, connections.Count(409) - refused);
        if (accepted != Places || refused != crowd - Places) throw new VoidRunException($"{accepted} were accepted and {refused} refused.");
        return result;
    }

    private async Task<Line> Sustained(BenchmarkContext context, StorageProvider database)
    {
        await using var silo = await ServedSilo.Start(context, database, HttpRequests.PublishWeeks);
        using var connections = await HttpConnections.Open(silo.Address, Connections);
        var book = HttpRequests.BookAnyWeek(silo.Tickets, context.Quick ? Bookings.People / 4 : Bookings.People);
        var nothing = HttpRequests.Get("/health/live");
        var ours = new ClosedLoop(Connections, number => connections.MustGet(201, book, number));
        var noop = new ClosedLoop(Connections, number => connections.MustGet(200, nothing, number));
        await ours.Run(context.WarmUp);
        await noop.Run(context.WarmUp / 4);
        var compared = await Comparison.Run(context, database, ours.Run, new Peer("no-op", noop.Run));
        await silo.StopAndVerify(ours.Done);
        return compared.ToLine(Metrics[1], run => run.PerSecond);
    }
}
