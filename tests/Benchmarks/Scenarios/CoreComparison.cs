using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Peers;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>One kind of load on the grains in process, in turn with the same number of peers' runs.</summary>
internal static class CoreComparison
{
    public const int InFlight = 512;

    /// <param name="peers">Each returns its rate over the time it is given.</param>
    /// <param name="kind">The change of which every acknowledged operation has stored exactly one.</param>
    public static async Task<Measured> Run(
        BenchmarkContext context, CoreSilo silo, string what, int inFlight, string kind, Func<long, ValueTask> operation, IReadOnlyDictionary<string, Func<TimeSpan, Task<PeerRun>>> peers)
    {
        var (warm, next) = await Load.Run(inFlight, context.WarmUp, 0, operation);
        context.Tell($"{what}: warm-up {warm}");
        var acknowledged = warm.Done;
        var ours = new List<Stretch>();
        var theirs = peers.Keys.ToDictionary(name => name, _ => new List<PeerRun>(), StringComparer.Ordinal);
        var flushes = 0L;
        for (var pair = 0; pair < context.Pairs; pair++)
        {
            foreach (var (name, run) in peers)
            {
                await context.Rest();
                theirs[name].Add(await run(context.Stretch));
                context.Tell($"{what}: {name} {theirs[name][^1].PerSecond:N0}/s, p50 {theirs[name][^1].P50 / 1000:0.00} ms");
            }

            await context.Rest();
            var before = silo.Meter.Batches;
            (var stretch, next) = await Load.Run(inFlight, context.Stretch, next, operation);
            before = silo.Meter.Batches - before;
            flushes += before;
            acknowledged += stretch.Done;
            ours.Add(stretch);
            context.Tell($"{what}: ours {stretch}  {(double)stretch.Done / before:N0} a flush");
        }

        var stored = await silo.Rows(kind);
        if (stored != acknowledged) throw new VoidRunException($"{what}: {acknowledged} were acknowledged and {stored} are stored.");
        return new Measured(ours, theirs, (double)flushes / ours.Sum(stretch => stretch.Done));
    }

    internal sealed record Measured(IReadOnlyList<Stretch> Ours, IReadOnlyDictionary<string, List<PeerRun>> Theirs, double FlushesPerBooking)
    {
        /// <summary>By rate: more is better.</summary>
        public Line Rates(string scenario, string what, Dictionary<string, double> target)
        {
            var rates = Ours.Select(stretch => stretch.PerSecond).ToArray();
            return With(new Line(scenario, what, Pairs.Median(rates), "bookings/s")
            {
                Peers = Theirs.ToDictionary(peer => peer.Key, peer => Pairs.Median([.. peer.Value.Select(run => run.PerSecond)])),
                Ratios = Theirs.ToDictionary(peer => peer.Key, peer => Pairs.Compare(rates, [.. peer.Value.Select(run => run.PerSecond)]).Ratio),
                Target = target,
            });
        }

        /// <summary>By the median of the latencies in microseconds: less is better.</summary>
        public Line Latencies(string scenario, string what, Dictionary<string, double> target)
        {
            var medians = Ours.Select(stretch => stretch.P50).ToArray();
            return With(new Line(scenario, what, Pairs.Median(medians), "µs")
            {
                LessIsBetter = true,
                Peers = Theirs.ToDictionary(peer => peer.Key, peer => Pairs.Median([.. peer.Value.Select(run => run.P50)])),
                Ratios = Theirs.ToDictionary(peer => peer.Key, peer => Pairs.Compare(medians, [.. peer.Value.Select(run => run.P50)]).Ratio),
                Target = target,
            });
        }

        private Line With(Line line) => line with
        {
            P50us = Pairs.Median([.. Ours.Select(stretch => stretch.P50)]),
            P99us = Pairs.Median([.. Ours.Select(stretch => stretch.P99)]),
            Also = new()
            {
                ["bytesPerBooking"] = Ours[^1].Bytes,
                ["cpuMicrosecondsPerBooking"] = Pairs.Median([.. Ours.Select(stretch => stretch.CpuMicroseconds)]),
                ["flushesPerBooking"] = FlushesPerBooking,
            },
        };
    }
}
