using System.Diagnostics;
using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Http;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Viewers;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>
/// F14: fifty pages ask for a board of 2,000 weeks again and again and read nothing, and five hundred come and go a second. What that costs those who read is measured against
/// the same pages and bookings without it; the fifty have to be sent away, and show the newest when they come back with what they had.
/// </summary>
internal sealed class StoppedReaders : IScenario
{
    private const int Rows = 2_000;
    private const int Readers = 200;
    private const int Stopped = 50;

    /// <summary>Each answer is the whole board, some hundred kilobytes; the system takes more than a megabyte for a reader on this machine.</summary>
    private const int Asked = 12;
    private const int ChurnPerSecond = 500;
    private const int ChurnAtOnce = 250;
    private const int PerSecond = 200;
    private const string Board = $"live/{Weeks.Region}/Foundation";
    private static readonly TimeSpan ChurnTick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A reader that takes nothing is sent away after ten seconds (<c>Live:SlowReaderSeconds</c>).</summary>
    private static readonly TimeSpan HarmLeast = TimeSpan.FromSeconds(13);

    public string Name => "f14";

    public string What => "50 viewers stop reading, 500 connect and disconnect a second";

    public async Task<IReadOnlyList<Line>> Run(BenchmarkContext context)
    {
        await using var silo = await ServedSilo.Start(
            context, context.Databases[0], journal => Weeks.Publish(journal, Enumerable.Range(0, Rows).Select(number => Weeks.Id(number, PacedBookings.Lanes)), 1_000_000_000));
        using var bookings = await PacedBookings.Open(silo);
        await using var readers = await Spectators.Join(silo, Board, Readers);
        var newest = readers.Audience.Watches[0];
        await readers.Follow(bookings, PerSecond, context.WarmUp);
        if (!context.Quick) await Churn(silo, newest, readers.Follow(bookings, PerSecond, context.WarmUp));

        var time = context.Stretch > HarmLeast ? context.Stretch : HarmLeast;
        var calm = await readers.Follow(bookings, PerSecond, context.Quick ? context.Stretch : time);
        var before = silo.Use.Resident.Anonymous;
        var (epoch, version) = (newest.Epoch, newest.Version);
        var stopped = await Stop(silo);
        var harmed = readers.Follow(bookings, PerSecond, time);
        var churned = await Churn(silo, newest, harmed);
        var during = await harmed;
        var grown = silo.Use.Resident.Anonymous - before;
        var dropped = await Dropped(stopped);
        var back = await Resync(silo, epoch, version, newest);
        foreach (var one in stopped) one.Dispose();

        var (calmly, harmedly) = (calm.Waits.Percentile(0.99), during.Waits.Percentile(0.99));
        context.Tell($"{Readers} readers wait {calmly / 1_000:0} ms at p99, and {harmedly / 1_000:0} ms while {Stopped} do not read and {churned:N0} a second come and go; {dropped} of them were sent away and back after {back.TotalSeconds:0.00} s; {grown >> 20} MB more");
        if (dropped != Stopped) throw new VoidRunException($"{dropped} of {Stopped} who did not read were sent away.");
        return
        [
            new Line("f14", $"booking to the last of {Readers} viewers while {Stopped} do not read, p99", harmedly / 1_000, "ms")
            {
                P50us = during.Waits.Percentile(0.5),
                P99us = harmedly,
                LessIsBetter = true,
                Peers = { ["calm"] = calmly / 1_000 },
                Ratios = { ["calm"] = harmedly / calmly },
                Target = { ["calm"] = 2 },
                Also = { ["comeAndGoPerSecond"] = churned, ["megabytesMore"] = grown / (double)(1 << 20), ["secondsUntilResynchronised"] = back.TotalSeconds },
            },
        ];
    }

    private static async Task<ViewerSocket[]> Stop(ServedSilo silo)
    {
        ViewerSocket[] viewers = [.. Enumerable.Range(0, Stopped).Select(_ => new ViewerSocket(0, static (_, _) => { }, reads: false))];
        foreach (var viewer in viewers) await viewer.Open(silo.Address, [.. Enumerable.Repeat(BoardWatch.JoinOf(Board, "null,null"), Asked)]);
        return viewers;
    }

    /// <summary>Pages that were rendered with the newest come and go until something else has ended. How many a second.</summary>
    private static async Task<double> Churn(ServedSilo silo, BoardWatch newest, Task until)
    {
        var (begun, gone, open) = (0L, 0L, 0);
        Exception? failed = null;
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(ChurnTick);
        while (!until.IsCompleted)
        {
            for (var due = (long)(Stopwatch.GetElapsedTime(started).TotalSeconds * ChurnPerSecond); begun < due && Volatile.Read(ref open) < ChurnAtOnce; begun++) _ = ComeAndGo();
            await timer.WaitForNextTickAsync();
        }

        var rate = Volatile.Read(ref gone) / Stopwatch.GetElapsedTime(started).TotalSeconds;
        await until;
        if (failed is not null) throw new VoidRunException($"A page that came was turned away: {failed.Message}");
        return rate;

        async Task ComeAndGo()
        {
            Interlocked.Increment(ref open);
            try
            {
                using var page = new BoardWatch(silo.Address, Board);
                await page.Join(newest.Epoch, newest.Version);
                await page.Cut();
                Interlocked.Increment(ref gone);
            }
            catch (Exception exception)
            {
                failed = exception;
            }

            Interlocked.Decrement(ref open);
        }
    }

    /// <summary>Of those who did not read, how many find the connection ended when they do.</summary>
    private static async Task<int> Dropped(ViewerSocket[] stopped)
    {
        foreach (var viewer in stopped) viewer.ReadOn();
        await Task.WhenAny(Task.WhenAll(stopped.Select(viewer => viewer.Reading)), Task.Delay(Patience));
        return stopped.Count(viewer => viewer.Closed is not null);
    }

    private static async Task<TimeSpan> Resync(ServedSilo silo, string? epoch, long version, BoardWatch newest)
    {
        await using var back = new Audience(Enumerable.Range(0, Stopped).Select(_ => new BoardWatch(silo.Address, Board)));
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(back.Watches.Select(watch => watch.Join(epoch, version)));
        await back.WaitFor(_ => newest.Version, Patience);
        return Stopwatch.GetElapsedTime(started);
    }
}
