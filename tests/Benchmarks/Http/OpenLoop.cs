using System.Collections.Concurrent;

namespace OutreachSilo.Benchmarks.Http;

/// <summary>
/// Bookings that arrive at a rate, whether or not those before were answered. Whoever gets 503 comes back with the same key; whoever
/// arrives when every connection is in use counts as not offered.
/// </summary>
/// <param name="first">The first number to use.</param>
internal sealed class OpenLoop(HttpConnections connections, WriteRequest write, long first)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly ConcurrentQueue<long> retries = new();
    private long next = first;
    private int outstanding;

    /// <summary>How many have been refused and not sent again.</summary>
    public int Unknown => retries.Count;

    public async Task<Arrivals> Run(double perSecond, TimeSpan time)
    {
        var arrivals = new Arrivals(time);
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Tick);
        var arrived = 0L;
        for (var now = TimeSpan.Zero; now < time; now = Stopwatch.GetElapsedTime(started))
        {
            for (var due = (long)(now.TotalSeconds * perSecond); arrived < due; arrived++) Arrive(arrivals, started);
            await timer.WaitForNextTickAsync();
        }

        return arrivals;
    }

    /// <summary>Waits until every request is answered.</summary>
    public async Task Drain()
    {
        var waited = Stopwatch.StartNew();
        while (Volatile.Read(ref outstanding) > 0)
        {
            if (waited.Elapsed > Patience) throw new VoidRunException($"{outstanding} requests were never answered.");
            await Task.Delay(Tick);
        }
    }

    private void Arrive(Arrivals arrivals, long started)
    {
        if (!retries.TryDequeue(out var number)) number = next++;
        var begun = Stopwatch.GetElapsedTime(started);
        if (!connections.TrySend(write, number, out var answer))
        {
            retries.Enqueue(number);
            return;
        }

        arrivals.Offered++;
        Interlocked.Increment(ref outstanding);
        _ = Finish();

        async Task Finish()
        {
            var status = await answer;
            arrivals.Add(status, begun, Stopwatch.GetElapsedTime(started) - begun);
            if (status != 201) retries.Enqueue(number);
            Interlocked.Decrement(ref outstanding);
        }
    }
}

/// <summary>What became of the arrivals of one run.</summary>
internal sealed class Arrivals(TimeSpan time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly LatencyHistogram[] windows = [.. Enumerable.Range(0, (int)(time / Window) + 1).Select(_ => new LatencyHistogram())];
    private long doneInTime;

    public long Offered { get; set; }

    public double OfferedPerSecond => Offered / time.TotalSeconds;

    public LatencyHistogram Done { get; } = new();

    public LatencyHistogram Refused { get; } = new();

    /// <summary>Bookings a second, without those answered after the run.</summary>
    public double Goodput => doneInTime / time.TotalSeconds;

    public void Add(int status, TimeSpan begun, TimeSpan took)
    {
        // 202: the week has not answered yet; the same key asks again. Anything else voids the run.
        if (status is not (201 or 202 or 503)) Unexpected = status;
        lock (gate)
        {
            (status == 201 ? Done : Refused).Add(took);
            if (status != 201) return;
            if (begun + took <= time) doneInTime++;
            windows[Math.Min(windows.Length - 1, (int)(begun / Window))].Add(took);
        }
    }

    /// <summary>A status that nobody should get; null for none.</summary>
    public int? Unexpected { get; private set; }

    /// <summary>From the start until bookings are as fast as this again; the whole run when they never are.</summary>
    public TimeSpan UntilNormal(double p99us)
    {
        var normal = Array.FindIndex(windows, window => window.Count > 0 && window.P99us <= p99us);
        return normal < 0 ? time : normal * Window;
    }
}
