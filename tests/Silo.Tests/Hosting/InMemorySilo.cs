using Microsoft.Extensions.Hosting;
using Orleans.TestingHost;

namespace OutreachSilo.Hosting;

/// <summary>A cluster of one real silo in this process. It opens no port: its connections and its membership table are in memory.</summary>
internal sealed class InMemorySilo : IAsyncDisposable
{
    private readonly InProcessTestCluster cluster;

    private InMemorySilo(InProcessTestCluster cluster) => this.cluster = cluster;

    public IServiceProvider Services => cluster.GetSiloServiceProvider();

    public static async Task<InMemorySilo> Start(Action<IHostApplicationBuilder> configure)
    {
        var options = new InProcessTestClusterBuilder(1).Options;
        (options.InitializeClientOnDeploy, options.ConfigureFileLogging) = (false, false);
        options.SiloHostConfigurationDelegates.Add((_, builder) => configure(builder));
        var silo = new InMemorySilo(new InProcessTestCluster(options, new AnyPort()));
        await silo.cluster.DeployAsync();
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.StopAllSilosAsync();
        await cluster.DisposeAsync();
    }

    /// <summary>Names for the ends of connections in memory; every cluster has its own.</summary>
    private sealed class AnyPort : ITestClusterPortAllocator
    {
        public (int, int) AllocateConsecutivePortPairs(int numPorts) => (11_111, 30_000);

        public void Dispose()
        {
        }
    }
}
