namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>
/// B6. Everybody watches one board of 200 weeks while twenty of them are booked. P5 is measured with as many viewers and bookings as it
/// can bear, and both are compared by booking and viewer; that it would collapse under ours does not count against it.
/// </summary>
internal sealed class OneBoard() : Scenario(
    "b6", "one board: 5,000 WebSockets, 800 bookings a second",
    new Metric("b6", "booking to the last of 5,000 viewers, p99", "ms", Goal.AtMost(350, 700)),
    new Metric("b6-fanout", "CPU for showing them", "of a core", Goal.AtMost(0.4)),
    new Metric("b6-bytes", "sent by booking and viewer, P5 to ours", "bytes", Goal.AtLeast(100, 20, "P5")),
    new Metric("b6-cpu", "CPU by booking and viewer, P5 to ours", "µs", Goal.AtLeast(30, 5, "P5")),
    new Metric("b6-few", "booking to the last of 500 viewers, p99", "ms", Goal.AtMost(80, 150)))
{
    private const int Rows = 200;
    private const int PerSecond = 800;
    private const int AsFastAsPossible = 20_000;
    private const int PeerViewers = 200;
    private const int PeerPerSecond = 10;
    private static readonly TimeSpan Baseline = TimeSpan.FromSeconds(15);

    public override async Task<IReadOnlyList<Line>> Run(BenchmarkContext context, StorageProvider database)
    {
        await using var silo = await ServedSilo.Start(context, database, journal => PacedBookings.Publish(journal, Rows));
        using var bookings = await PacedBookings.Open(silo);
        var (many, few) = context.Quick ? (500, 100) : (5_000, 500);
        await bookings.Run(AsFastAsPossible, context.WarmUp);
        if (!context.Quick) await Watch(silo, bookings, few, context.WarmUp);
        var (ofFew, _) = await Watch(silo, bookings, few, 3 * context.RunTime);
        var (ofMany, cpu) = await Watch(silo, bookings, many, context.Quick ? context.RunTime : TimeSpan.FromSeconds(60));
        await silo.StopAndVerify(bookings.AcknowledgedInAll);
        var peer = await AtPeer(context);

        var each = (double)ofMany.Bookings * many;
        return
        [
            Latency(Metrics[0], ofMany),
            new Line(Metrics[1], database, cpu / ofMany.Took),
            Ratio(Metrics[2], ofMany.Bytes / each, peer.Bytes),
            Ratio(Metrics[3], cpu.TotalMicroseconds / each, peer.CpuMicroseconds),
            Latency(Metrics[4], ofFew),
        ];

        Line Latency(Metric metric, Following run) => new(metric, database, run.Waits.P99us / 1_000)
        {
            P50us = run.Waits.P50us,
            P99us = run.Waits.P99us,
            Also = { ["bookingsPerSecond"] = run.Bookings / run.Took.TotalSeconds },
        };

        Line Ratio(Metric metric, double ours, double theirs) =>
            new(metric, database, ours) { Peers = { ["P5"] = theirs }, Ratios = { ["P5"] = theirs / ours } };
    }

    /// <returns>What the viewers saw, and the server's processor time beyond what the same bookings cost unwatched.</returns>
    private static async Task<(Following Following, TimeSpan Cpu)> Watch(
        ServedSilo silo, PacedBookings bookings, int viewers, TimeSpan time)
    {
        var cpu = silo.Usage.Cpu;
        var unwatched = await bookings.Run(PerSecond, time < Baseline ? time : Baseline);
        var cpuOfBooking = (silo.Usage.Cpu - cpu) / unwatched;
        await using var group = await ViewerGroup.Join(silo, PacedBookings.Board, viewers);
        cpu = silo.Usage.Cpu;
        var following = await group.Follow(silo, bookings, PerSecond, time);
        return (following, silo.Usage.Cpu - cpu - cpuOfBooking * following.Bookings);
    }

    private static async Task<(double Bytes, double CpuMicroseconds)> AtPeer(BenchmarkContext context)
    {
        await using var peer = await PeerProcess.Start("board", Rows.ToString(CultureInfo.InvariantCulture));
        List<HubSocket> viewers = [.. Enumerable.Range(0, PeerViewers).Select(_ => new HubSocket())];
        foreach (var viewer in viewers) await viewer.Open(peer.Address);
        using var connections = await HttpConnections.Open(peer.Address, 1);
        var book = HttpRequests.BookAtPeer("/p5", number => (int)(number % Rows) + 1);
        var next = 0L;
        await BookFor(context.RunTime / 2);
        var (from, bytes, cpu) = (next, Received(), peer.Usage.Cpu);
        await BookFor(context.RunTime);
        var each = (double)(next - from) * PeerViewers;
        (bytes, cpu) = (Received() - bytes, peer.Usage.Cpu - cpu);
        foreach (var viewer in viewers) viewer.Dispose();
        return (bytes / each, cpu.TotalMicroseconds / each);

        async Task BookFor(TimeSpan time)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PeerPerSecond));
            for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < time; await timer.WaitForNextTickAsync())
                await connections.MustGet(200, book, next++);

            // Frames that are still in the peer's buffers belong to this run.
            for (var (before, now) = (-1L, Received()); before != now; (before, now) = (now, Received()))
                await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        long Received() => viewers.Sum(viewer => viewer.BytesReceived);
    }
}
