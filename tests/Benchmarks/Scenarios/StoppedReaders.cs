namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>
/// F14. Fifty viewers ask for a board of 2,000 weeks again and again and read nothing, and five hundred come and go a second. Those who
/// read are compared with themselves before; the fifty have to be disconnected, and to show the newest version when they come back.
/// </summary>
internal sealed class StoppedReaders() : Scenario(
    "f14", "50 viewers stop reading, 500 connect and disconnect a second",
    new Metric("f14", "booking to the last of 200 other viewers, p99", "ms", Goal.AtMost(2, null, "before")))
{
    private const int Rows = 2_000;
    private const int Readers = 200;
    private const int Stopped = 50;

    /// <summary>Each answer is the whole board, some hundred kilobytes; the system buffers more than a megabyte for a reader.</summary>
    private const int Asked = 12;
    private const int ChurnPerSecond = 500;
    private const int ChurnAtOnce = 250;
    private const int PerSecond = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A reader that takes nothing is disconnected after ten seconds (<c>Live:SlowReaderSeconds</c>).</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(13);

    public override async Task<IReadOnlyList<Line>> Run(BenchmarkContext context, StorageProvider database)
    {
        await using var silo = await ServedSilo.Start(context, database, journal => PacedBookings.Publish(journal, Rows));
        using var bookings = await PacedBookings.Open(silo);
        await using var readers = await ViewerGroup.Join(silo, PacedBookings.Board, Readers);
        var newest = readers.Viewers[0];
        await Churn(silo, newest, readers.Follow(silo, bookings, PerSecond, context.WarmUp));
        var time = context.RunTime > Least ? context.RunTime : Least;
        var before = await readers.Follow(silo, bookings, PerSecond, context.Quick ? context.RunTime : time);

        var (epoch, version, memory) = (newest.Epoch, newest.Version, silo.Usage.ResidentMegabytes);
        HubSocket[] stopped = [.. Enumerable.Range(0, Stopped).Select(_ => new HubSocket(reads: false))];
        foreach (var viewer in stopped)
            await viewer.Open(silo.Address, [.. Enumerable.Repeat(BoardViewer.JoinRecord(PacedBookings.Board), Asked)]);
        var following = readers.Follow(silo, bookings, PerSecond, time);
        var churned = await Churn(silo, newest, following);
        var during = await following;
        memory = silo.Usage.ResidentMegabytes - memory;

        foreach (var viewer in stopped) viewer.Read();
        await Task.WhenAny(Task.WhenAll(stopped.Select(viewer => viewer.Reading)), Task.Delay(Patience));
        if (stopped.Count(viewer => viewer.Closed is null) is > 0 and var open)
            throw new VoidRunException($"{open} who did not read are still connected.");
        await using var back = new ViewerGroup(stopped.Select(_ => new BoardViewer(silo.Address, PacedBookings.Board)));
        await back.ForEach(viewer => viewer.JoinAsRendered(epoch, version));
        await back.WaitFor(_ => newest.Version);
        await silo.StopAndVerify(bookings.AcknowledgedInAll);
        return
        [
            new Line(Metrics[0], database, during.Waits.P99us / 1_000)
            {
                P50us = during.Waits.P50us,
                P99us = during.Waits.P99us,
                Peers = { ["before"] = before.Waits.P99us / 1_000 },
                Ratios = { ["before"] = during.Waits.P99us / before.Waits.P99us },
                Also = { ["churnPerSecond"] = churned, ["moreMegabytes"] = memory },
            },
        ];
    }

    /// <summary>Viewers whose pages were rendered with the newest version come and go until something else has ended.</summary>
    /// <returns>How many a second.</returns>
    private static async Task<double> Churn(ServedSilo silo, BoardViewer newest, Task until)
    {
        var (begun, gone, open) = (0L, 0L, 0);
        Exception? failure = null;
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (; !until.IsCompleted; await timer.WaitForNextTickAsync())
        {
            var due = Stopwatch.GetElapsedTime(started).TotalSeconds * ChurnPerSecond;
            for (; begun < due && Volatile.Read(ref open) < ChurnAtOnce; begun++) _ = ComeAndGo();
        }

        await until;
        if (failure is not null) throw new VoidRunException($"A viewer was turned away: {failure.Message}");
        return Volatile.Read(ref gone) / Stopwatch.GetElapsedTime(started).TotalSeconds;

        async Task ComeAndGo()
        {
            Interlocked.Increment(ref open);
            try
            {
                using var viewer = new BoardViewer(silo.Address, PacedBookings.Board);
                await viewer.JoinAsRendered(newest);
                await viewer.Cut();
                Interlocked.Increment(ref gone);
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            Interlocked.Decrement(ref open);
        }
    }
}
