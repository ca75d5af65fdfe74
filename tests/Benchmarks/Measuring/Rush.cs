using System.Diagnostics;

namespace OutreachSilo.Benchmarks.Measuring;

/// <summary>A number of people released at once; each is asked for by the next caller that is free.</summary>
/// <param name="Took">From the release to the last answer.</param>
/// <param name="Released">From the release until every caller had begun.</param>
/// <param name="Waits">Of each person, from the release to their answer.</param>
internal sealed record Rush(TimeSpan Took, TimeSpan Released, Latencies Waits)
{
    public static async Task<Rush> Run(int callers, int people, Func<long, ValueTask> operation)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var next = -1L;
        var waits = new Latencies[callers];
        var begun = new TimeSpan[callers];
        var started = 0L;
        var rush = Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => Call(caller))));
        started = Stopwatch.GetTimestamp();
        gate.SetResult();
        await rush;
        var took = Stopwatch.GetElapsedTime(started);
        var all = new Latencies();
        foreach (var one in waits) all.Add(one);
        return new Rush(took, begun.Max(), all);

        async Task Call(int caller)
        {
            var own = waits[caller] = new Latencies();
            await gate.Task;
            begun[caller] = Stopwatch.GetElapsedTime(started);
            while (Interlocked.Increment(ref next) is var person && person < people)
            {
                await operation(person);
                own.Add(Stopwatch.GetElapsedTime(started));
            }
        }
    }
}
