using System.Diagnostics;

namespace OutreachSilo.Benchmarks.Measuring;

/// <summary>What one stretch of load came to.</summary>
/// <param name="Done">Operations acknowledged within it.</param>
/// <param name="Bytes">Allocated by the whole process per operation, the load generator's own included.</param>
/// <param name="CpuMicroseconds">Processor time of the whole process per operation.</param>
/// <param name="Paused">Share of the time in which the garbage collector held everything up, 0 to 1.</param>
internal sealed record Stretch(long Done, double PerSecond, double P50, double P99, double Bytes, double CpuMicroseconds, double Paused)
{
    public override string ToString() =>
        $"{PerSecond,10:N0}/s  p50 {P50 / 1000:0.00} ms  p99 {P99 / 1000:0.00} ms  {Bytes:N0} B  {CpuMicroseconds:0.0} µs CPU  {Paused:0 %} in GC pauses";
}

/// <summary>A closed loop: a fixed number of callers, each of which asks again as soon as it is answered.</summary>
internal static class Load
{
    /// <param name="operation">Given a number that no other call gets.</param>
    /// <param name="first">Where those numbers begin; returns where they ended.</param>
    public static Task<(Stretch Stretch, long Next)> Run(int inFlight, TimeSpan time, long first, Func<long, ValueTask> operation) =>
        Run(inFlight, time, long.MaxValue, first, operation);

    /// <summary>As many operations as asked for, however long that takes.</summary>
    public static Task<(Stretch Stretch, long Next)> RunCount(int inFlight, long count, long first, Func<long, ValueTask> operation) =>
        Run(inFlight, TimeSpan.MaxValue, first + count, first, operation);

    private static async Task<(Stretch Stretch, long Next)> Run(int inFlight, TimeSpan time, long end, long first, Func<long, ValueTask> operation)
    {
        var number = first - 1;
        var latencies = new Latencies[inFlight];
        var process = Process.GetCurrentProcess();
        GC.Collect();
        process.Refresh();
        var cpu = process.TotalProcessorTime;
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var paused = GC.GetTotalPauseDuration();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(caller => Task.Run(() => Call(latencies[caller] = new Latencies()))));
        var took = Stopwatch.GetElapsedTime(started);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        process.Refresh();
        cpu = process.TotalProcessorTime - cpu;
        paused = GC.GetTotalPauseDuration() - paused;

        var all = new Latencies();
        foreach (var one in latencies) all.Add(one);
        return (new Stretch(all.Count, all.Count / took.TotalSeconds, all.Percentile(0.5), all.Percentile(0.99), (double)bytes / all.Count, cpu.TotalMicroseconds / all.Count, paused / took), Math.Min(number + 1, end));

        async Task Call(Latencies own)
        {
            while (Stopwatch.GetElapsedTime(started) is var begun && begun < time)
            {
                var mine = Interlocked.Increment(ref number);
                if (mine >= end) return;
                await operation(mine);
                own.Add(Stopwatch.GetElapsedTime(started) - begun);
            }
        }
    }
}
