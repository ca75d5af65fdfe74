using System.Net;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Where the silo lives.</summary>
public static class CoreHostingExtensions
{
    private const int DefaultSiloPort = 11111;
    private const int DefaultGatewayPort = 30000;

    /// <summary>One silo on this machine. The embedded engine opens no port, so only the names have an effect.</summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = DefaultSiloPort,
        int gatewayPort = DefaultGatewayPort,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = ClusterOptions.DevelopmentServiceId,
        string clusterId = ClusterOptions.DevelopmentClusterId) =>
        builder.Configure<ClusterOptions>(options =>
        {
            options.ServiceId = serviceId;
            options.ClusterId = clusterId;
        });
}
