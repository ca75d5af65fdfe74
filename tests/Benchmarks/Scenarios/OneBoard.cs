using System.Diagnostics;
using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Http;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Peers;
using OutreachSilo.Benchmarks.Viewers;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>
/// B6: everybody watches one board of 200 weeks while twenty of them are booked, 1,000 times a second: from the acknowledgement of a
/// booking until the last viewer has it. The peer's cost is measured with as many viewers and bookings as it can bear, and both are
/// told for one booking and one viewer; that it would collapse under ours does not count against it.
/// </summary>
internal sealed class OneBoard : IScenario
{
    private const int Rows = 200;
    private const int PerSecond = 1_000;
    private const int WarmPerSecond = 20_000;
    private const int FewViewers = 500;
    private const int PeerViewers = 200;
    private const int PeerPerSecond = 10;
    private const string Board = $"live/{Weeks.Region}/Foundation";
    private static readonly TimeSpan PeerRest = TimeSpan.FromMilliseconds(500);

    public string Name => "b6";

    public string What => "one board, many viewers: 1,000 bookings a second to the last of 5,000 WebSockets";

    public async Task<IReadOnlyList<Line>> Run(BenchmarkContext context)
    {
        await using var silo = await ServedSilo.Start(
            context, context.Databases[0], journal => Weeks.Publish(journal, Enumerable.Range(0, Rows).Select(number => Weeks.Id(number, PacedBookings.Lanes)), 1_000_000_000));
        using var bookings = await PacedBookings.Open(silo);
        // As fast as it goes: at the pace of the run the compiler would be at work for a minute.
        await bookings.Run(WarmPerSecond, context.WarmUp);

        // Showing has code of its own.
        if (!context.Quick) _ = await Watched(context, silo, bookings, FewViewers, context.WarmUp);

        var few = await Watched(context, silo, bookings, context.Quick ? 100 : FewViewers, context.Quick ? context.Stretch / 2 : 3 * context.Stretch);
        var many = await Watched(context, silo, bookings, context.Quick ? 500 : 5_000, context.Quick ? context.Stretch : TimeSpan.FromSeconds(60));
        var (peerBytes, peerCpu) = await P5(context);

        var stored = await silo.StopAndCount("place-held");
        var acknowledged = bookings.HeldBefore.Sum(held => (long)held) + bookings.Acknowledged.Sum(lane => (long)lane.Count);
        if (stored != acknowledged) throw new VoidRunException($"{acknowledged} bookings were acknowledged and {stored} are stored.");
        return
        [
            Latency("b6", many, 350),
            new Line("b6-fanout", "CPU of showing them", many.CoreShare, "of one core") { LessIsBetter = true, Target = { [Line.Self] = 0.4 }, Also = { ["cpuMicrosecondsPerSend"] = many.CpuPerSend } },
            new Line("b6-bytes", "sent per booking and viewer", many.BytesEach, "bytes") { Peers = { ["P5"] = peerBytes }, Ratios = { ["P5"] = peerBytes / many.BytesEach }, Target = { ["P5"] = 100 } },
            new Line("b6-cpu", "CPU per booking and viewer", many.CpuEach, "µs") { Peers = { ["P5"] = peerCpu }, Ratios = { ["P5"] = peerCpu / many.CpuEach }, Target = { ["P5"] = 30 } },
            Latency("b6-few", few, 80),
        ];
    }

    private static Line Latency(string scenario, Watching run, double target) => new(scenario, $"booking to the last of {run.Viewers:N0} viewers, p99", run.Waits.Percentile(0.99) / 1_000, "ms")
    {
        P50us = run.Waits.Percentile(0.5),
        P99us = run.Waits.Percentile(0.99),
        LessIsBetter = true,
        Target = { [Line.Self] = target },
        Also = { ["bookingsPerSecond"] = run.BookingsPerSecond, ["framesPerViewerAndSecond"] = run.FramesEach },
    };

    private static async Task<Watching> Watched(BenchmarkContext context, ServedSilo silo, PacedBookings bookings, int viewers, TimeSpan time)
    {
        var unwatchedTime = TimeSpan.FromSeconds(Math.Min(15, time.TotalSeconds));
        var unwatched = silo.Use.Cpu;
        var baseline = await bookings.Run(PerSecond, unwatchedTime);
        var cpuUnwatched = (silo.Use.Cpu - unwatched) / baseline;

        await using var spectators = await Spectators.Join(silo, Board, viewers);
        var cpu = silo.Use.Cpu;
        var followed = await spectators.Follow(bookings, PerSecond, time);
        cpu = silo.Use.Cpu - cpu - cpuUnwatched * followed.Bookings;
        var run = new Watching(viewers, followed, cpu);
        context.Tell($"{viewers} viewers: {run.BookingsPerSecond:N0} bookings/s, p50 {run.Waits.Percentile(0.5) / 1_000:0} ms, p99 {run.Waits.Percentile(0.99) / 1_000:0} ms, "
            + $"{run.CoreShare:0.00} of a core, {run.CpuPerSend:0.0} µs a send, {(double)followed.Bytes / followed.Frames:N0} B a frame; unwatched {cpuUnwatched.TotalMicroseconds:0} µs a booking");
        return run;
    }

    private static async Task<(double Bytes, double Cpu)> P5(BenchmarkContext context)
    {
        await using var peer = await PeerProcess.Start("board", Rows.ToString(System.Globalization.CultureInfo.InvariantCulture));
        List<ViewerSocket> viewers = [.. Enumerable.Range(0, PeerViewers).Select(_ => new ViewerSocket(0, static (_, _) => { }))];
        foreach (var viewer in viewers) await viewer.Open(peer.Address);
        using var connections = await HttpConnections.Open(peer.Address, 1);
        var book = HttpRequests.PeerBooking(number => (int)(number % Rows) + 1);
        var (_, next) = await Pace(0, context.Stretch / 2);
        var (bytes, cpu) = (Received(), peer.Use.Cpu);
        var (made, _) = await Pace(next, context.Stretch);
        var each = made * PeerViewers;
        bytes = Received() - bytes;
        cpu = peer.Use.Cpu - cpu;
        foreach (var viewer in viewers) viewer.Dispose();
        context.Tell($"P5 with {PeerViewers} viewers: {(double)bytes / each:N0} B and {cpu.TotalMicroseconds / each:0.0} µs per booking and viewer");
        return ((double)bytes / each, cpu.TotalMicroseconds / each);

        async Task<(long Made, long Next)> Pace(long from, TimeSpan time)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PeerPerSecond));
            var started = Stopwatch.GetTimestamp();
            var number = from;
            while (Stopwatch.GetElapsedTime(started) < time)
            {
                await connections.Ask(book, number++);
                await timer.WaitForNextTickAsync();
            }

            // Frames that still lie in the peer's buffers belong to this stretch.
            for (var (before, now) = (-1L, Received()); before != now; (before, now) = (now, Received())) await Task.Delay(PeerRest);
            return (number - from, number);
        }

        long Received() => viewers.Sum(viewer => viewer.BytesReceived);
    }

    /// <param name="Cpu">Of the server, beyond what the same bookings cost unwatched.</param>
    private sealed record Watching(int Viewers, Following Followed, TimeSpan Cpu)
    {
        public Latencies Waits => Followed.Waits;

        public double BookingsPerSecond => Followed.Bookings / Followed.Took.TotalSeconds;

        public double FramesEach => (double)Followed.Frames / Viewers / Followed.Took.TotalSeconds;

        public double CoreShare => Cpu / Followed.Took;

        public double CpuPerSend => Cpu.TotalMicroseconds / Followed.Frames;

        public double CpuEach => Cpu.TotalMicroseconds / Followed.Bookings / Viewers;

        public double BytesEach => (double)Followed.Bytes / Followed.Bookings / Viewers;
    }
}
