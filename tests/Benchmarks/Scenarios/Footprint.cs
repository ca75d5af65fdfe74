using System.Diagnostics;
using System.Globalization;
using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Storage;
using OutreachSilo.TestKit;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B11: the demo on data that are there, as it is started every morning: until it is ready, and what it holds once nobody has asked for anything for a while.</summary>
internal sealed class Footprint : IScenario
{
    /// <summary>Longer than the service waits before it gives room back (one minute after it has come to rest).</summary>
    private static readonly TimeSpan LongRest = TimeSpan.FromSeconds(85);

    public string Name => "b11";

    public string What => "footprint: the demo, from its start to ready, and at rest";

    public async Task<IReadOnlyList<Line>> Run(BenchmarkContext context)
    {
        var lines = new List<Line>();
        foreach (var database in context.Databases) lines.AddRange(await Run(context, database));
        return lines;
    }

    private static async Task<Line[]> Run(BenchmarkContext context, StorageProvider provider)
    {
        var folder = Directory.CreateTempSubdirectory("benchmark").FullName;
        try
        {
            var place = new CorePlace(folder, provider == StorageProvider.PostgreSql ? await (await context.Server()).NewDatabase() : null);

            // The first start makes the data.
            var (made, _) = await Start(place, TimeSpan.Zero);
            var starts = new List<double>();
            var rest = default(Resident);
            for (var round = 1; round <= context.Pairs; round++)
            {
                var wait = round < context.Pairs ? TimeSpan.Zero : context.Quick ? context.Stretch : LongRest;
                (var start, rest) = await Start(place, wait);
                starts.Add(start.TotalSeconds);
            }

            context.Tell($"{provider}: with data to make ready after {made.TotalSeconds:0.00} s, without after {string.Join(", ", starts.Select(start => start.ToString("0.00", CultureInfo.InvariantCulture)))} s; at rest {rest.All >> 20} MB, {rest.Anonymous >> 20} of them its own");
            return
            [
                new Line("b11", $"the demo, from start to ready on {provider}", Pairs.Median(starts), "s")
                {
                    LessIsBetter = true,
                    Target = { [Line.Self] = 1.5 },
                    Also = { ["firstStartSeconds"] = made.TotalSeconds },
                },
                new Line("b11-memory", $"the demo at rest on {provider}", rest.All / (double)(1 << 20), "MB resident")
                {
                    LessIsBetter = true,
                    Target = { [Line.Self] = 150 },
                    Also = { ["anonymousMegabytes"] = rest.Anonymous / (double)(1 << 20) },
                },
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(TimeSpan UntilReady, Resident AtRest)> Start(CorePlace place, TimeSpan rest)
    {
        var started = Stopwatch.GetTimestamp();
        await using var silo = await SiloProcess.Start(place.Environment, ["--demo"]);
        var ready = Stopwatch.GetElapsedTime(started);
        await Task.Delay(rest);
        var resident = new ProcessUse(silo.Id).Resident;
        if (await silo.Stop() != 0) throw new VoidRunException($"The demo did not stop in good order:\n{silo.Output}");
        return (ready, resident);
    }
}
