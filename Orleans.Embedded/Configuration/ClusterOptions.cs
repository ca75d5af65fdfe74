namespace Orleans.Configuration;

/// <summary>Names of the cluster and the service.</summary>
public class ClusterOptions
{
    /// <summary>The default of <see cref="ClusterId"/>.</summary>
    public const string DefaultClusterId = "default";

    /// <summary>The default of <see cref="ServiceId"/>.</summary>
    public const string DefaultServiceId = "default";

    internal const string DevelopmentClusterId = "dev";
    internal const string DevelopmentServiceId = "dev";

    /// <summary>The cluster: who talks to whom.</summary>
    public string ClusterId { get; set; } = DefaultClusterId;

    /// <summary>The service: whose data it is. Survives deployments.</summary>
    public string ServiceId { get; set; } = DefaultServiceId;
}
