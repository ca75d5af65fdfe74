using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;

namespace OutreachSilo.Live;

/// <summary>A client of the hub as .NET programs have it.</summary>
internal sealed class LiveClient : IAsyncDisposable
{
    /// <summary>The service's clock stands still, so its keep-alives do not come.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Channel<(string Method, JsonElement Argument)> _pushes = Channel.CreateUnbounded<(string, JsonElement)>();
    private readonly HubConnection _connection;

    private LiveClient(HubConnection connection)
    {
        _connection = connection;
        connection.ServerTimeout = connection.KeepAliveInterval = connection.HandshakeTimeout = Patience;
        foreach (var method in new[] { Frame.Delta, Frame.Moved, Frame.Present }) connection.On<JsonElement>(method, argument =>
            _pushes.Writer.TryWrite((method, argument)));
        connection.Closed += _ =>
        {
            _pushes.Writer.TryComplete();
            return Task.CompletedTask;
        };
    }

    public static async Task<LiveClient> Connect(Door door, string? cookie = null, string? origin = null)
    {
        var server = (TestServer)door.App.Services.GetRequiredService<IServer>();
        var live = new LiveClient(new HubConnectionBuilder().WithUrl("http://localhost/hubs/live", options =>
        {
            options.SkipNegotiation = true;
            options.Transports = HttpTransportType.WebSockets;
            options.WebSocketFactory = async (_, cancellationToken) => await Open(server, cookie, origin, cancellationToken);
        }).Build());
        await live._connection.StartAsync(TestContext.Current.CancellationToken);
        return live;
    }

    /// <summary>The result of a call, or the error's text.</summary>
    public async Task<(JsonElement? Result, string? Error)> Invoke(string method, params object?[] arguments)
    {
        try
        {
            return (await _connection.InvokeCoreAsync<JsonElement?>(method, arguments, TestContext.Current.CancellationToken), null);
        }
        catch (HubException refused)
        {
            return (null, refused.Message);
        }
    }

    /// <summary>The argument of the next push of this name; null when the connection was closed.</summary>
    public async Task<JsonElement?> Pushed(string method)
    {
        while (await Next() is { } push) if (push.Method == method) return push.Argument;
        return null;
    }

    /// <summary>The next push, whichever it is; null when the connection was closed.</summary>
    public async Task<(string Method, JsonElement Argument)?> Next() =>
        await _pushes.Reader.WaitToReadAsync(TestContext.Current.CancellationToken) && _pushes.Reader.TryRead(out var push) ? push : null;

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static Task<WebSocket> Open(TestServer server, string? cookie, string? origin, CancellationToken cancellationToken)
    {
        var client = server.CreateWebSocketClient();
        client.ConfigureRequest = request =>
        {
            if (cookie is not null) request.Headers.Cookie = cookie;
            if (origin is not null) request.Headers.Origin = origin;
        };
        return client.ConnectAsync(new Uri("ws://localhost/hubs/live"), cancellationToken);
    }
}
