using System.Collections.Concurrent;
using System.Diagnostics;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Scenarios;

namespace OutreachSilo.Benchmarks.Http;

/// <summary>
/// Bookings that arrive at a rate, whether those before were answered or not. Who is told 503 comes back with the same key; who
/// arrives when every connection is taken is counted as not offered.
/// </summary>
internal sealed class OpenLoop(HttpConnections connections, WriteRequest write, long first)
{
    /// <summary>Answers of one kind within a tenth of a second are kept together.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly ConcurrentQueue<long> again = new();
    private long next = first;
    private int outstanding;

    /// <summary>Where the numbers have come to.</summary>
    public long Next => next;

    /// <summary>How many were refused and not asked again: nobody knows yet what became of them.</summary>
    public int Open => again.Count;

    public async Task<Arrivals> Run(double perSecond, TimeSpan time)
    {
        var run = new Arrivals(time);
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Tick);
        var arrived = 0L;
        for (var now = TimeSpan.Zero; now < time; now = Stopwatch.GetElapsedTime(started))
        {
            for (var due = (long)(now.TotalSeconds * perSecond); arrived < due; arrived++)
            {
                var begun = Stopwatch.GetElapsedTime(started);
                if (!again.TryDequeue(out var number)) number = next++;
                Interlocked.Increment(ref outstanding);
                if (connections.TryAsk(write, number, (which, status) => Answered(run, which, status, begun, Stopwatch.GetElapsedTime(started) - begun)))
                {
                    run.Offered++;
                    continue;
                }

                Interlocked.Decrement(ref outstanding);
                again.Enqueue(number);
                run.NotOffered++;
            }

            await timer.WaitForNextTickAsync();
        }

        run.Took = Stopwatch.GetElapsedTime(started);
        return run;
    }

    /// <summary>Until every request is answered.</summary>
    public async Task Drain(TimeSpan patience)
    {
        var waited = Stopwatch.StartNew();
        while (Volatile.Read(ref outstanding) > 0)
        {
            if (waited.Elapsed > patience) throw new VoidRunException($"{outstanding} requests were never answered.");
            await Task.Delay(Tick);
        }
    }

    private void Answered(Arrivals run, long number, int status, TimeSpan begun, TimeSpan took)
    {
        // 202: the week has not answered yet; the same key asks again.
        var done = status == 201;
        if (!done && status is not (202 or 503)) run.Unexpected = status;
        if (!done) again.Enqueue(number);
        run.Add(done, begun, took);
        Interlocked.Decrement(ref outstanding);
    }
}

/// <summary>What became of the arrivals of one stretch.</summary>
internal sealed class Arrivals(TimeSpan time)
{
    private readonly Lock gate = new();
    private readonly Latencies[] byWindow = [.. Enumerable.Range(0, (int)(time / OpenLoop.Window) + 1).Select(_ => new Latencies())];
    private long doneInTime;

    public long Offered { get; set; }

    public long NotOffered { get; set; }

    public TimeSpan Took { get; set; }

    /// <summary>A status that nobody should get; 0 for none.</summary>
    public int Unexpected { get; set; }

    public Latencies Done { get; } = new();

    public Latencies Refused { get; } = new();

    /// <summary>Done a second, without what was answered only after the stretch.</summary>
    public double Goodput => doneInTime / time.TotalSeconds;

    public void Add(bool done, TimeSpan begun, TimeSpan took)
    {
        lock (gate)
        {
            (done ? Done : Refused).Add(took);
            if (!done) return;
            if (begun + took <= time) doneInTime++;
            byWindow[Math.Min(byWindow.Length - 1, (int)(begun / OpenLoop.Window))].Add(took);
        }
    }

    /// <summary>From the beginning of the stretch until requests are answered as fast as that again; the whole stretch when they never are.</summary>
    public TimeSpan UntilNormal(double p99)
    {
        for (var window = 0; window < byWindow.Length; window++)
            if (byWindow[window].Count > 0 && byWindow[window].Percentile(0.99) <= p99) return window * OpenLoop.Window;
        return Took;
    }
}
