using OutreachSilo.TestKit;

namespace OutreachSilo.EndToEnd;

/// <summary>
/// Three processes over one PostgreSQL database: whatever happens to a node, every week is bookable again, boards are right on every
/// node, and nothing acknowledged is lost. How fast is measured by the benchmark b15.
/// </summary>
[Collection(Alone)]
[CollectionDefinition(Alone, DisableParallelization = true)]
public sealed class ClusterTests
{
    /// <summary>Three processes and their database have the machine to themselves.</summary>
    internal const string Alone = "Three nodes";

    [Fact]
    public Task Weeks_go_on_when_a_node_is_killed_when_all_are_killed_and_when_one_leaves() => Run(async cluster =>
    {
        var (first, second, third) = (cluster.Nodes[0], cluster.Nodes[1], cluster.Nodes[2]);
        await EveryWeekIsBooked(cluster);

        await third.Kill();
        cluster.Balance(first, second);
        await EveryWeekIsBooked(cluster);

        await Task.WhenAll(first.Kill(), second.Kill());
        cluster.Balance(await Task.WhenAll(cluster.Join(), cluster.Join(), cluster.Join()));
        await EveryWeekIsBooked(cluster);

        var leaving = cluster.Nodes[2];
        cluster.Balance(cluster.Nodes[0], cluster.Nodes[1]);
        Assert.Equal(0, await leaving.Stop());
        await EveryWeekIsBooked(cluster);
    });

    [Fact]
    public Task Weeks_go_on_without_a_frozen_node_which_ends_itself_once_it_runs_again() => Run(async cluster =>
    {
        var frozen = cluster.Nodes[2];
        await EveryWeekIsBooked(cluster);

        await frozen.Freeze();
        cluster.Balance(cluster.Nodes[0], cluster.Nodes[1]);
        await EveryWeekIsBooked(cluster);

        await frozen.Continue();
        var asked = cluster.Doctors.BookEveryWeek(firstAsked: frozen);
        await NoPlaceComesBackUntil(() => frozen.HasEnded, cluster);
        Assert.NotEqual(0, await frozen.Ended(ClusterDoctors.Patience));
        await asked;
        await EveryWeekIsBooked(cluster);
    });

    private static async Task Run(Func<ProcessCluster, Task> story)
    {
        await using var cluster = await ProcessCluster.Start(await (await Postgres.Shared()).NewDatabase(), nodes: 3);
        try
        {
            await story(cluster);
            Assert.Empty(await cluster.Doctors.Differences());
            foreach (var node in cluster.Nodes) Assert.Equal(0, await node.Stop());
            var (status, report) = await cluster.Audit();
            Assert.True(status == 0, report);
        }
        catch (Exception)
        {
            TestContext.Current.TestOutputHelper!.WriteLine(cluster.Output);
            throw;
        }
    }

    private static async Task EveryWeekIsBooked(ProcessCluster cluster)
    {
        await cluster.Doctors.BookEveryWeek();
        await cluster.Doctors.BoardsAreRight();
    }

    /// <summary>Bookings only take places: a board that shows more of them than before shows something stale.</summary>
    private static async Task NoPlaceComesBackUntil(Func<bool> end, ProcessCluster cluster)
    {
        using var patience = new CancellationTokenSource(ClusterDoctors.Patience);
        var least = cluster.Nodes.ToDictionary(node => node, _ => int.MaxValue);
        while (!end())
        {
            patience.Token.ThrowIfCancellationRequested();
            foreach (var node in cluster.Nodes)
            {
                if (await cluster.Doctors.FreePlaces(node) is not { } free) continue;
                Assert.InRange(free.Sum(), 0, least[node]);
                least[node] = free.Sum();
            }
        }
    }
}
