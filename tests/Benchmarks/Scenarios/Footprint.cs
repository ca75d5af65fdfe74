namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B11. The demo: from start to ready, the first time and on the data of the first, and its memory at rest.</summary>
internal sealed class Footprint() : Scenario(
    "b11", "footprint: the demo on a built tree",
    new Metric("b11-memory", "demo at rest", "MB", Goal.AtMost(230, 300)),
    new Metric("b11-start", "start to ready on existing data", "s", Goal.AtMost(3, 5)),
    new Metric("b11-first", "start to ready the first time", "s", Goal.AtMost(5, 8)))
{
    /// <summary>Longer than the service waits before it returns memory to the system.</summary>
    private static readonly TimeSpan LongRest = TimeSpan.FromSeconds(85);

    public override async Task<IReadOnlyList<Line>> Run(BenchmarkContext context, StorageProvider database)
    {
        List<double> first = [], again = [];
        var resident = 0.0;
        for (var round = 1; round <= context.Rounds; round++)
        {
            using var data = await ServiceData.Create(context, database);
            first.Add(await Start(data, _ => Task.CompletedTask));
            again.Add(await Start(data, async usage =>
            {
                if (round < context.Rounds) return;
                await Task.Delay(context.Quick ? context.RunTime : LongRest);
                resident = usage.ResidentMegabytes;
            }));
        }

        return
        [
            new Line(Metrics[0], database, resident),
            new Line(Metrics[1], database, Comparison.Median(again)) { Also = { ["slowest"] = again.Max() } },
            new Line(Metrics[2], database, Comparison.Median(first)) { Also = { ["slowest"] = first.Max() } },
        ];
    }

    private static async Task<double> Start(ServiceData data, Func<ProcessUsage, Task> onceReady)
    {
        var started = Stopwatch.GetTimestamp();
        await using var process = await SiloProcess.Start(data.Environment, ["--demo"]);
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await onceReady(new ProcessUsage(process.Id));
        if (await process.Stop() != 0) throw new VoidRunException($"The demo failed to stop:\n{process.Output}");
        return took;
    }
}
