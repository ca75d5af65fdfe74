using System.Diagnostics;
using System.Globalization;

namespace OutreachSilo.Runs;

/// <summary><c>--seeds 10000 [--from 1]</c> runs many and prints what fails; <c>--seed 42</c> replays one with its whole trace.</summary>
internal sealed record SeedCommand(int First, int Count, bool Replays)
{
    public static SeedCommand? Of(string[] arguments)
    {
        if (Number(arguments, "--seed") is { } seed) return new(seed, 1, Replays: true);
        return Number(arguments, "--seeds") is { } count ? new(Number(arguments, "--from") ?? 1, count, Replays: false) : null;
    }

    /// <summary>The exit status: 0 when all are clean.</summary>
    public int Run(TextWriter output)
    {
        if (Replays)
        {
            var report = Simulation.Run(First, new() { Copy = output });
            output.WriteLine(report);
            return report.IsClean ? 0 : 1;
        }

        var watch = Stopwatch.StartNew();
        var (failed, digest) = Seeds.Run(First, Count, new(), output.WriteLine);
        output.WriteLine($"{Count} seeds from {First}: {failed.Count} failed, {watch.Elapsed.TotalSeconds:0.0} s, digest {digest}");
        return failed.Count == 0 ? 0 : 1;
    }

    private static int? Number(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length
            ? int.Parse(arguments[at + 1], NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
}
