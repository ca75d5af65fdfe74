namespace OutreachSilo.Benchmarks.Measuring;

/// <summary>What one measured run came to.</summary>
internal sealed record LoadResult(double PerSecond, double P50us, double P99us)
{
    /// <summary>From the start until every caller had begun.</summary>
    public TimeSpan Released { get; init; }

    public override string ToString() => $"{PerSecond:N0}/s, p50 {P50us / 1_000:0.00} ms, p99 {P99us / 1_000:0.00} ms";
}

/// <summary>A fixed number of callers, each of which asks again as soon as it is answered.</summary>
/// <param name="operation">Given a number that no other call of this loop gets; the numbers start at 0 and have no gaps.</param>
internal sealed class ClosedLoop(int callers, Func<long, ValueTask> operation)
{
    private long last;

    /// <summary>Operations acknowledged so far, over all runs.</summary>
    public long Done { get; private set; }

    public Task<LoadResult> Run(TimeSpan time) => Run(time, long.MaxValue, fromStart: false);

    public Task<LoadResult> RunCount(long count) => Run(TimeSpan.MaxValue, Done + count, fromStart: false);

    /// <summary>All arrive at once: each waits from the start, not from when a caller is free to ask.</summary>
    public Task<LoadResult> RunCrowd(long count) => Run(TimeSpan.MaxValue, Done + count, fromStart: true);

    private async Task<LoadResult> Run(TimeSpan time, long end, bool fromStart)
    {
        last = Done - 1;
        var latencies = new LatencyHistogram[callers];
        var begun = new TimeSpan[callers];
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = 0L;
        var all = Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => Call(caller))));
        started = Stopwatch.GetTimestamp();
        gate.SetResult();
        await all;
        var took = Stopwatch.GetElapsedTime(started);

        var merged = new LatencyHistogram();
        foreach (var one in latencies) merged.Add(one);
        Done += merged.Count;
        return new LoadResult(merged.Count / took.TotalSeconds, merged.P50us, merged.P99us) { Released = begun.Max() };

        async Task Call(int caller)
        {
            var own = latencies[caller] = new LatencyHistogram();
            await gate.Task;
            begun[caller] = Stopwatch.GetElapsedTime(started);
            for (var asked = begun[caller]; asked < time; asked = Stopwatch.GetElapsedTime(started))
            {
                var number = Interlocked.Increment(ref last);
                if (number >= end) return;
                await operation(number);
                own.Add(Stopwatch.GetElapsedTime(started) - (fromStart ? TimeSpan.Zero : asked));
            }
        }
    }
}
