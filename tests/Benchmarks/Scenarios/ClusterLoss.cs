using OutreachSilo.EndToEnd;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B15: three nodes under load lose one, then one more hangs, then all are killed; until every week is bookable again.</summary>
internal sealed class ClusterLoss() : Scenario(
    "b15", "cluster: a node killed, a node frozen, all killed and started on new ports",
    new Metric("b15-killed", "a node killed: weeks bookable after", "s", Goal.AtMost(10, 15)),
    new Metric("b15-frozen", "a node frozen: weeks bookable after", "s", Goal.AtMost(15, 20)),
    new Metric("b15-restarted", "all killed and started: weeks bookable after", "s", Goal.AtMost(30, 40)))
{
    private const int BookingsPerSecond = 50;

    public override async Task<IReadOnlyList<Line>> Run(BenchmarkContext context, StorageProvider database)
    {
        // Several processes need a server.
        if (database != StorageProvider.PostgreSql) return [];
        await using var cluster = await ProcessCluster.Start(await (await context.Server()).NewDatabase(), nodes: 3);
        using var stop = new CancellationTokenSource();
        try
        {
            var load = cluster.Doctors.Load(BookingsPerSecond, stop.Token);
            var losses = Losses(context, cluster);
            await Task.WhenAny(load, losses);
            await stop.CancelAsync();
            await load;
            var took = await losses;
            await Check(cluster);
            context.Tell($"{cluster.Doctors.Acknowledged} bookings acknowledged, none lost; every invariant holds");
            return
            [
                new Line(Metrics[0], database, took.Killed.TotalSeconds),
                new Line(Metrics[1], database, took.Frozen.TotalSeconds),
                new Line(Metrics[2], database, took.Restarted.TotalSeconds),
            ];
        }
        catch (Exception broken) when (broken is TimeoutException or InvalidOperationException or OperationCanceledException)
        {
            context.Tell(cluster.Output);
            throw new VoidRunException(broken.Message);
        }
    }

    private static async Task<(TimeSpan Killed, TimeSpan Frozen, TimeSpan Restarted)> Losses(
        BenchmarkContext context, ProcessCluster cluster)
    {
        await Calm(context, cluster);
        var (first, second, third) = (cluster.Nodes[0], cluster.Nodes[1], cluster.Nodes[2]);
        var killed = await BookableAfter(cluster, async () =>
        {
            await third.Kill();
            cluster.Balance(first, second);
        });
        context.Tell($"a node killed: every week booked after {killed.TotalSeconds:0.0} s");

        third = await cluster.Join();
        cluster.Balance(first, second, third);
        await Calm(context, cluster);
        var frozen = await BookableAfter(cluster, async () =>
        {
            await second.Freeze();
            cluster.Balance(first, third);
        });
        context.Tell($"a node frozen: every week booked after {frozen.TotalSeconds:0.0} s");

        await second.Continue();
        context.Tell($"the frozen node, continued, ended with {await second.Ended(ClusterDoctors.Patience)}");
        second = await cluster.Join();
        cluster.Balance(first, second, third);
        await Calm(context, cluster);
        var restarted = await BookableAfter(cluster, async () =>
        {
            await Task.WhenAll(cluster.Nodes.Select(node => node.Kill()));
            cluster.Balance(await Task.WhenAll(cluster.Join(), cluster.Join(), cluster.Join()));
        });
        context.Tell($"all killed and started: every week booked after {restarted.TotalSeconds:0.0} s");
        return (killed, frozen, restarted);
    }

    private static async Task Calm(BenchmarkContext context, ProcessCluster cluster)
    {
        await cluster.Doctors.BookEveryWeek();
        await Task.Delay(context.RunTime);
    }

    private static async Task<TimeSpan> BookableAfter(ProcessCluster cluster, Func<Task> loss)
    {
        var watch = Stopwatch.StartNew();
        await loss();
        await cluster.Doctors.BookEveryWeek();
        return watch.Elapsed;
    }

    private static async Task Check(ProcessCluster cluster)
    {
        await cluster.Doctors.BoardsAreRight();
        if (await cluster.Doctors.Differences() is { Count: > 0 } differences)
            throw new VoidRunException($"{differences.Count} differences, the first: {differences[0]}.");
        foreach (var node in cluster.Nodes)
            if (await node.Stop() is var status and not 0) throw new VoidRunException($"A node stopped with {status}.");
        if (await cluster.Audit() is var (exit, report) && exit != 0) throw new VoidRunException(report);
    }
}
