namespace Orleans;

/// <summary>The grains as seen from outside of them: pages, endpoints, commands.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The host's services.</summary>
    IServiceProvider ServiceProvider { get; }
}
