using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OutreachSilo.Kernel;

namespace OutreachSilo.Live;

/// <summary>Boards and topics that pages follow.</summary>
internal static class LiveFeature
{
    public static IHostApplicationBuilder AddLive(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<ILiveFeed>(provider => provider.GetRequiredService<LiveFeed>());
        services.AddSingleton<ITopics>(provider => provider.GetRequiredService<ILiveFeed>());
        services.AddHostedService(provider => provider.GetRequiredService<LiveFeed>());
        return builder;
    }
}
