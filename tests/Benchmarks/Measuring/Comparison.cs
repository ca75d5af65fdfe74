namespace OutreachSilo.Benchmarks.Measuring;

/// <summary>A way to book that is measured beside ours.</summary>
/// <param name="Run">One run of about the time it is given.</param>
internal sealed record Peer(string Name, Func<TimeSpan, Task<LoadResult>> Run);

/// <summary>Runs of ours and of each peer in turn, so that whatever else the machine does falls on all of them.</summary>
internal sealed class Comparison(StorageProvider database, IReadOnlyList<LoadResult> ours, IReadOnlyDictionary<string, LoadResult[]> peers)
{
    public static async Task<Comparison> Run(
        BenchmarkContext context, StorageProvider database, Func<TimeSpan, Task<LoadResult>> ours, params IReadOnlyList<Peer> peers)
    {
        List<Peer> sides = [.. peers, new Peer("ours", ours)];
        var results = sides.ToDictionary(side => side.Name, _ => new LoadResult[context.Rounds]);
        for (var round = 0; round < context.Rounds; round++)
        {
            foreach (var side in sides)
            {
                await context.Rest();
                var result = results[side.Name][round] = await side.Run(context.RunTime);
                context.Tell($"{database}: {side.Name} {result}");
            }
        }

        results.Remove("ours", out var mine);
        return new Comparison(database, mine!, results);
    }

    /// <summary>The median of our figures, of each peer's and of the ratios round by round.</summary>
    public Line ToLine(Metric metric, Func<LoadResult, double> figure) => new(metric, database, Median(ours.Select(figure)))
    {
        P50us = Median(ours.Select(run => run.P50us)),
        P99us = Median(ours.Select(run => run.P99us)),
        Peers = peers.ToDictionary(peer => peer.Key, peer => Median(peer.Value.Select(figure))),
        Ratios = peers.ToDictionary(peer => peer.Key, peer => Median(ours.Zip(peer.Value, (one, other) => figure(one) / figure(other)))),
    };

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
