using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded;
using Orleans.Runtime;

namespace Orleans.Engine;

/// <summary>Registers the engine. A clock or scheduler registered before or after wins over the defaults.</summary>
internal static class EngineServices
{
    public static void AddEngine(this IServiceCollection services)
    {
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IEngineScheduler, ThreadPoolScheduler>();
        services.AddSingleton<SiloEngine>();
        services.AddSingleton<IGrainRuntime>(provider => provider.GetRequiredService<SiloEngine>().Runtime);
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<SiloEngine>().References);
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<SiloEngine>().References);
        services.AddSingleton(provider => provider.GetRequiredService<SiloEngine>().Runtime.TimerRegistry);
        services.AddSingleton<IHostedService, SiloHostedService>();
    }
}
