using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using OutreachSilo.Common;
using OutreachSilo.Storage;

namespace OutreachSilo.Clustering;

/// <summary>Makes the process an Orleans silo: alone on loopback, or with a <c>Cluster</c> section one of several over PostgreSQL.</summary>
internal static class SiloSetup
{
    /// <summary>The service: in a cluster it listens at the ports its settings name.</summary>
    public static IHostApplicationBuilder AddOutreachSilo(this IHostApplicationBuilder builder) =>
        Add(builder, ClusterSettings.Read(builder.Configuration), isCommand: false);

    /// <summary>A command: while it runs it is a node of the service's cluster on free ports, so that each grain still has one owner.</summary>
    public static IHostApplicationBuilder AddOutreachSiloForCommand(this IHostApplicationBuilder builder) =>
        Add(builder, ClusterSettings.Read(builder.Configuration), isCommand: true);

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
                // An activation does not wait longer for its snapshot than for its journal, nor with more connections.
                var connection = PostgreSqlDatabase.Connection(storage.Value, "snapshots");
                connection.MaxPoolSize = storage.Value.ReadersMax;
                (options.Invariant, options.ConnectionString) = (AdoNetInvariant, connection.ConnectionString);
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
        return builder.UseOrleans(silo =>
        {
            var (siloPort, gatewayPort) = cluster is null || isCommand
                ? silo.FreePorts(cluster?.AdvertisedAddress ?? IPAddress.Loopback)
                : (cluster.SiloPort, cluster.GatewayPort);
            if (cluster is null) silo.StandAlone(siloPort, gatewayPort);
            else silo.JoinCluster(cluster, siloPort, gatewayPort);
            silo.StoreSnapshots();
        });
    }

    private static void JoinCluster(this ISiloBuilder silo, ClusterSettings cluster, int siloPort, int gatewayPort)
    {
        silo.ConfigureEndpoints(cluster.AdvertisedAddress, siloPort, gatewayPort);
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
        silo.Configure<ClusterMembershipOptions>(ClusterTiming.Set);
        if (cluster.Tls is { } tls) silo.EncryptTraffic(tls);
        silo.UseAdoNetClustering(options => options.Configure<IOptions<StorageOptions>>(
            static (options, storage) => (options.Invariant, options.ConnectionString) = (AdoNetInvariant, storage.Value.ConnectionString)));
    }

    /// <summary>Two ports that stay reserved for as long as the silo's services exist.</summary>
    private static (int Silo, int Gateway) FreePorts(this ISiloBuilder silo, IPAddress address)
    {
        var ports = new ReservedPorts(address, count: 2);
        silo.Services.AddSingleton(ports);
        return (ports[0], ports[1]);
    }
}
