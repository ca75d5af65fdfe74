using System.Globalization;
using OutreachSilo.Practices;
using OutreachSilo.Storage;
using OutreachSilo.TestKit;

namespace OutreachSilo.EndToEnd;

/// <summary>Nodes of one cluster, each a process of its own, over one PostgreSQL database.</summary>
internal sealed class ProcessCluster : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> settings;
    private readonly List<SiloProcess> started = [];

    private ProcessCluster(string connectionString, IReadOnlyDictionary<string, string> more)
    {
        settings = new Dictionary<string, string>(more)
        {
            ["Storage__Provider"] = nameof(StorageProvider.PostgreSql),
            ["Storage__DataFolder"] = folder.Path,
            ["ConnectionStrings__Outreach"] = connectionString,
            ["Logging__LogLevel__Default"] = "Warning",
            ["Limits__WritesPerMinute"] = "100000",
            ["Limits__ReadsPerMinute"] = "100000",
            ["Limits__AnonymousPerMinute"] = "1000000",
            ["Cluster__AdvertisedAddress"] = "127.0.0.1",
        };
        Doctors = new ClusterDoctors(new Tickets(folder.Path, connectionString));
    }

    /// <summary>Who book; they are sent to the nodes that started first, until <see cref="Balance"/> says otherwise.</summary>
    public ClusterDoctors Doctors { get; }

    /// <summary>The nodes that people are sent to, as by a load balancer.</summary>
    public IReadOnlyList<SiloProcess> Nodes => Doctors.Nodes;

    /// <summary>The end of what each node has written, for the report of a failed test.</summary>
    public string Output => string.Join('\n', started.Select(node => $"--- {node.Address}\n{Tail(node.Output)}"));

    /// <summary>An empty database becomes a cluster whose practices have published their weeks.</summary>
    /// <param name="more">Settings of every node beside those of the cluster.</param>
    public static async Task<ProcessCluster> Start(string connectionString, int nodes, IReadOnlyDictionary<string, string>? more = null)
    {
        var cluster = new ProcessCluster(connectionString, more ?? new Dictionary<string, string>());
        try
        {
            await cluster.ImportPractices();
            for (var node = 0; node < nodes; node++) cluster.Balance([.. cluster.Nodes, await cluster.Join()]);
            await cluster.Doctors.PublishWeeks();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>From now on people are sent to these.</summary>
    public void Balance(params SiloProcess[] nodes) => Doctors.Nodes = nodes;

    /// <summary>A new node on ports of its own, ready. Nobody is sent to it yet.</summary>
    public async Task<SiloProcess> Join()
    {
        var node = await SiloProcess.Start(NodeSettings());
        lock (started) started.Add(node);
        return node;
    }

    /// <summary>What a further node of this cluster is started with, on ports of its own.</summary>
    public Dictionary<string, string> NodeSettings() => new(settings)
    {
        ["Cluster__SiloPort"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
        ["Cluster__GatewayPort"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
    };

    public Task<(int ExitStatus, string Output)> Audit() => SiloProcess.Run(NodeSettings(), "audit");

    public async ValueTask DisposeAsync()
    {
        foreach (var node in started) await node.DisposeAsync();
        Doctors.Dispose();
        folder.Dispose();
    }

    private async Task ImportPractices()
    {
        var register = Path.Combine(folder.Path, "practices.csv");
        var lines = Enumerable.Range(0, ClusterDoctors.Practices)
            .Select(practice => PracticeLines.Published(ClusterDoctors.Code(practice), $"SURGERY {practice}"));
        await File.WriteAllBytesAsync(register, PracticeLines.File([.. lines]));
        var (status, report) = await SiloProcess.Run(NodeSettings(), "import", "practices", register);
        if (status != 0) throw new InvalidOperationException(report);
    }

    private static string Tail(string text) => text[Math.Max(0, text.Length - 40_000)..];
}
