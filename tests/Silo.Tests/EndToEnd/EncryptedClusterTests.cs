using System.Diagnostics;
using OutreachSilo.Clustering;
using OutreachSilo.TestKit;

namespace OutreachSilo.EndToEnd;

/// <summary>Nodes that encrypt what they say to each other, and one that is not of their authority.</summary>
[Collection(ClusterTests.Alone)]
public sealed class EncryptedClusterTests
{
    private const string Refused = "Refused another node's certificate: ";

    [Fact]
    public async Task Nodes_of_one_authority_book_together_and_a_node_of_another_does_not_get_in()
    {
        using var folder = new TemporaryFolder();
        using var ours = new TestAuthority(folder.Path, "ours");
        using var theirs = new TestAuthority(folder.Path, "theirs");
        using var certificate = ours.Issue();
        using var foreign = theirs.Issue();
        var database = await (await Postgres.Shared()).NewDatabase();
        await using var cluster = await ProcessCluster.Start(database, nodes: 2, Keys(ours.PfxSettings(certificate)));
        await cluster.Doctors.BookEveryWeek();
        await cluster.Doctors.BoardsAreRight();
        var settings = cluster.NodeSettings();
        settings.Remove("Cluster__Tls__Password");
        foreach (var (key, value) in Keys(theirs.PemSettings(foreign))) settings[key] = value;

        await using var stranger = SiloProcess.Launch(settings);

        await Says(() => stranger.Output, $"{Refused}CN=node of ours, issued by CN=ours");
        await Says(() => cluster.Output, $"{Refused}CN=node of theirs, issued by CN=theirs");
        Assert.Equal(2L, await Postgres.Execute(database, "select count(*) from cluster_member where status = 3"));
        await stranger.Kill();
        await cluster.Doctors.BookEveryWeek();
        await cluster.Doctors.BoardsAreRight();
        Assert.Empty(await cluster.Doctors.Differences());
    }

    private static async Task Says(Func<string> output, string sentence)
    {
        var watch = Stopwatch.StartNew();
        while (!output().Contains(sentence, StringComparison.Ordinal))
        {
            Assert.True(watch.Elapsed < ClusterDoctors.Patience, output());
            await Task.Yield();
        }
    }

    private static Dictionary<string, string> Keys(Dictionary<string, string> tls) =>
        tls.ToDictionary(one => $"Cluster__Tls__{one.Key}", one => one.Value);
}
