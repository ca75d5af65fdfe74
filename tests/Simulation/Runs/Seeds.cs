using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace OutreachSilo.Runs;

/// <summary>Many runs, one on each processor at a time; each is the same whatever runs beside it.</summary>
internal static class Seeds
{
    /// <summary>The reports of the seeds that fail, and one digest over all seeds.</summary>
    /// <param name="onFailure">Told of each failure when it happens.</param>
    public static (IReadOnlyList<Report> Failed, string Digest) Run(int first, int count, Setup setup, Action<Report>? onFailure = null)
    {
        var failed = new ConcurrentBag<Report>();
        var digests = new string[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var report = Simulation.Run(first + i, setup);
            digests[i] = report.Trace.Digest;
            if (report.IsClean) return;
            failed.Add(report);
            onFailure?.Invoke(report);
        });
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(digests))));
        return ([.. failed.OrderBy(report => report.Seed)], digest);
    }

    /// <summary>The first seed that finds a breach of one of the rules, or null.</summary>
    public static Report? FirstToFind(IReadOnlyList<string> rules, int first, int count, Setup setup) =>
        Enumerable.Range(first, count).Select(seed => Simulation.Run(seed, setup))
            .FirstOrDefault(report => report.Findings.Any(finding => rules.Any(rule => finding.StartsWith(rule + " ", StringComparison.Ordinal))));
}
