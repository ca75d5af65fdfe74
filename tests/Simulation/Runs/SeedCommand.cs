using System.Diagnostics;
using System.Globalization;

namespace OutreachSilo.Runs;

/// <summary><c>--seeds 10000 [--from 1]</c> runs many and prints what fails; <c>--seed 42</c> replays one with its whole trace; <c>--mentoring</c> adds a cohort to either.</summary>
internal sealed record SeedCommand(int First, int Count, bool Replays, bool Mentoring)
{
    public static SeedCommand? Of(string[] arguments)
    {
        var mentoring = arguments.Contains("--mentoring", StringComparer.Ordinal);
        if (Number(arguments, "--seed") is { } seed) return new(seed, 1, Replays: true, mentoring);
        return Number(arguments, "--seeds") is { } count ? new(Number(arguments, "--from") ?? 1, count, Replays: false, mentoring) : null;
    }

    /// <summary>The exit status: 0 when all are clean.</summary>
    public int Run(TextWriter output)
    {
        if (Replays)
        {
            var report = Simulation.Run(First, new() { Copy = output, Mentoring = Mentoring });
            output.WriteLine(report);
            return report.IsClean ? 0 : 1;
        }

        var watch = Stopwatch.StartNew();
        var (failed, digest) = Seeds.Run(First, Count, new() { Mentoring = Mentoring }, output.WriteLine);
        output.WriteLine($"{Count} seeds from {First}: {failed.Count} failed, {watch.Elapsed.TotalSeconds:0.0} s, digest {digest}");
        return failed.Count == 0 ? 0 : 1;
    }

    private static int? Number(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length
            ? int.Parse(arguments[at + 1], NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
}
