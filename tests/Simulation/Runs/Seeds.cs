using System.Collections.Concurrent;

namespace OutreachSilo.Runs;

/// <summary>Many runs, one on each processor at a time; each is the same whatever runs beside it.</summary>
internal static class Seeds
{
    /// <summary>The reports of the seeds that fail, and one digest over all of them.</summary>
    public static (IReadOnlyList<Report> Failed, string Digest) Run(int first, int count, Setup setup)
    {
        var failed = new ConcurrentBag<Report>();
        var digests = new string[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var report = Simulation.Run(first + i, setup);
            digests[i] = report.Trace.Digest;
            if (!report.IsClean) failed.Add(report);
        });
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(string.Concat(digests))));
        return ([.. failed.OrderBy(report => report.Seed)], digest);
    }

    /// <summary>The first seed that finds a breach of one of the rules, or null.</summary>
    public static Report? FirstToFind(IReadOnlyList<string> rules, int first, int count, Setup setup) =>
        Enumerable.Range(first, count).Select(seed => Simulation.Run(seed, setup))
            .FirstOrDefault(report => report.Findings.Any(finding => rules.Any(rule => finding.StartsWith(rule + " ", StringComparison.Ordinal))));
}
