using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>What works across aggregates, whichever they are.</summary>
internal static class KernelHosting
{
    public static IHostApplicationBuilder AddKernel(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new SnapshotOptions());
        services.AddHostedService<DeadlineService>();
        services.AddSingleton<HistoryWords>();
        services.AddSingleton<Auditor>();
        return builder;
    }
}
