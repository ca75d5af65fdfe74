using Microsoft.Extensions.Options;
using Orleans.Runtime.Hosting;
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

    private static void StandAlone(this ISiloBuilder silo, int siloPort, int gatewayPort) =>
        silo.UseLocalhostClustering(siloPort, gatewayPort, primarySiloEndpoint: null, ClusterSettings.DefaultName, ClusterSettings.DefaultName);

    /// <summary>Snapshots are in the same database as everything else: by Orleans' own storage on PostgreSQL.</summary>
    private static void StoreSnapshots(this ISiloBuilder silo)
    {
        var serializer = new GrainStateJson();
        var provider = silo.Configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.Provider)}"];
        if (string.Equals(provider, nameof(StorageProvider.PostgreSql), StringComparison.OrdinalIgnoreCase))
            silo.AddAdoNetGrainStorage(Snapshot.Storage, options => options.Configure<IOptions<StorageOptions>>((options, storage) =>
            {
                (options.Invariant, options.ConnectionString) = (AdoNetInvariant, storage.Value.ConnectionString);
                options.GrainStorageSerializer = serializer;
            }));
        else
            silo.Services.AddGrainStorage(
                Snapshot.Storage, (services, _) => ActivatorUtilities.CreateInstance<SqliteGrainStorage>(services, serializer));
    }

    /// <summary>Orleans' name for the driver of PostgreSQL.</summary>
    private const string AdoNetInvariant = "Npgsql";

    private static IHostApplicationBuilder Add(IHostApplicationBuilder builder, ClusterSettings? cluster, bool isCommand)
    {
        var (siloPort, gatewayPort) = cluster is null || isCommand ? FreePorts() : (cluster.SiloPort, cluster.GatewayPort);
        return builder.UseOrleans(silo =>
        {
            if (cluster is null) silo.StandAlone(siloPort, gatewayPort);
            else silo.JoinCluster(cluster, siloPort, gatewayPort);
            silo.StoreSnapshots();
        });
    }

    private static void JoinCluster(this ISiloBuilder silo, ClusterSettings cluster, int siloPort, int gatewayPort)
    {
        silo.ConfigureEndpoints(cluster.AdvertisedAddress, siloPort, gatewayPort);
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
        silo.Configure<ClusterMembershipOptions>(ClusterPace.Set);
        silo.UseAdoNetClustering(options => options.Configure<IOptions<StorageOptions>>(
            static (options, storage) => (options.Invariant, options.ConnectionString) = (AdoNetInvariant, storage.Value.ConnectionString)));
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
