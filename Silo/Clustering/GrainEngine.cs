using Microsoft.Extensions.Options;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using OutreachSilo.Common;
using OutreachSilo.Storage;
using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace OutreachSilo.Clustering;

/// <summary>Sets up the grain engine that this program was built on: alone, or as one node of a cluster.</summary>
internal static class GrainEngine
{
    /// <summary>The service: one node at the ports it was given.</summary>
    public static IHostApplicationBuilder AddOutreachEngine(this IHostApplicationBuilder builder) => Add(builder, ClusterSettings.Read(builder.Configuration), isCommand: false);

    /// <summary>A command: while it runs it is a node of the service's cluster, on free ports, so that each grain still has one owner.</summary>
    public static IHostApplicationBuilder AddOutreachEngineForCommand(this IHostApplicationBuilder builder) => Add(builder, ClusterSettings.Read(builder.Configuration), isCommand: true);

    /// <summary>A single process has its snapshots in the same database as everything else.</summary>
    private static void StandAlone(this ISiloBuilder silo, int siloPort, int gatewayPort)
    {
        silo.UseLocalhostClustering(siloPort, gatewayPort, primarySiloEndpoint: null, ClusterSettings.DefaultName, ClusterSettings.DefaultName);
        silo.Services.AddSingleton<SnapshotTable>();
        silo.KeepSnapshots(static provider => provider.GetRequiredService<SnapshotTable>());
    }

    private static void KeepSnapshots(this ISiloBuilder silo, Func<IServiceProvider, IGrainStorage> rows) =>
        silo.Services.AddGrainStorage(Snapshot.Storage, (provider, _) => ActivatorUtilities.CreateInstance<SnapshotStorage>(provider, rows(provider)));

    /// <summary>Orleans' name for the driver of PostgreSQL.</summary>
    private const string AdoNetInvariant = "Npgsql";

    private const string SnapshotRows = "snapshot-rows";

    private static IHostApplicationBuilder Add(IHostApplicationBuilder builder, ClusterSettings? cluster, bool isCommand)
    {
        var (siloPort, gatewayPort) = cluster is null || isCommand ? FreePorts() : (cluster.SiloPort, cluster.GatewayPort);
        return builder.UseOrleans(silo =>
        {
            if (cluster is null) silo.StandAlone(siloPort, gatewayPort);
            else silo.JoinCluster(cluster, siloPort, gatewayPort);
        });
    }

    private static void JoinCluster(this ISiloBuilder silo, ClusterSettings cluster, int siloPort, int gatewayPort)
    {
        silo.ConfigureEndpoints(cluster.AdvertisedAddress, siloPort, gatewayPort);
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
        silo.Configure<ClusterMembershipOptions>(ClusterPace.Set);
        silo.UseAdoNetClustering(options => options.Configure<IOptions<StorageOptions>>(
            static (options, storage) => (options.Invariant, options.ConnectionString) = (AdoNetInvariant, storage.Value.ConnectionString)));
        silo.AddAdoNetGrainStorage(SnapshotRows, options => options.Configure<IOptions<StorageOptions>>(static (options, storage) =>
        {
            (options.Invariant, options.ConnectionString) = (AdoNetInvariant, storage.Value.ConnectionString);
            options.GrainStorageSerializer = PlainJsonSerializer.Instance;
        }));
        silo.KeepSnapshots(static provider => provider.GetRequiredKeyedService<IGrainStorage>(SnapshotRows));
    }

    private static (int Silo, int Gateway) FreePorts()
    {
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return (((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }
}
