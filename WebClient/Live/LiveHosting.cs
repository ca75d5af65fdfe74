using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;

namespace OutreachSilo.Live;

/// <summary>Boards of this host, the hub, and who follows what.</summary>
internal static class LiveHosting
{
    public const int MessageBytesMax = 1_024;

    public static WebApplicationBuilder AddOutreachLive(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<LiveOptions>().BindConfiguration(LiveOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = MessageBytesMax;
            hub.MaximumParallelInvocationsPerClient = 1;
            hub.StreamBufferCapacity = 1;
            hub.HandshakeTimeout = TimeSpan.FromSeconds(10);
        });
        services.AddSingleton<LiveConnections>();
        services.AddSingleton<HubLifetimeManager<LiveHub>>(provider => provider.GetRequiredService<LiveConnections>());
        services.AddHostedService<LiveSessions>();
        services.AddSingleton<Broadcaster>();
        services.AddHostedService(provider => provider.GetRequiredService<Broadcaster>());
        services.AddSingleton<BoardRelay>();
        services.AddSingleton<IBoards>(provider => provider.GetRequiredService<BoardRelay>());
        services.AddHostedService(provider => provider.GetRequiredService<BoardRelay>());
        services.AddSingleton<LiveTopics>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveTopics>());
        services.AddSingleton<PresenceRelay>();
        services.AddHostedService(provider => provider.GetRequiredService<PresenceRelay>());
        return builder;
    }

    public static void MapOutreachLive(this IEndpointRouteBuilder routes) => routes.MapHub<LiveHub>(Routes.LiveHub, connection =>
    {
        // Small buffers: a viewer is idle nearly always, and a slow one shall be noticed early.
        connection.TransportMaxBufferSize = 32 * 1024;
        connection.ApplicationMaxBufferSize = 4 * 1024;
        connection.Transports = HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling;
        // Whose ticket has ended is sent away by LiveSessions, by the clock of the service; SignalR would go by the machine's.
        connection.CloseOnAuthenticationExpiration = false;
    });
}
