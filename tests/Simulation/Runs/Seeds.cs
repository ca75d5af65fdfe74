using System.Collections.Concurrent;

namespace OutreachSilo.Runs;

/// <summary>Many runs, one on each processor at a time; each is the same whatever runs beside it.</summary>
internal static class Seeds
{
    public static IReadOnlyList<Report> Failing(int first, int count, Setup setup)
    {
        var failed = new ConcurrentBag<Report>();
        Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            var report = Simulation.Run(seed, setup);
            if (!report.IsClean) failed.Add(report);
        });
        return [.. failed.OrderBy(report => report.Seed)];
    }

    /// <summary>The first seed that fails, or null.</summary>
    public static Report? FirstFailing(int first, int count, Setup setup) =>
        Enumerable.Range(first, count).Select(seed => Simulation.Run(seed, setup)).FirstOrDefault(report => !report.IsClean);
}
