using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;

namespace OutreachSilo.Live;

/// <summary>The hub's JSON protocol over a bare WebSocket, for what no client library would send: records end with 0x1e.</summary>
internal sealed class RawLiveClient(WebSocket socket) : IAsyncDisposable
{
    private readonly Queue<JsonElement> _records = new();
    private readonly MemoryStream _rest = new();
    private int _invocations;

    public static async Task<RawLiveClient> Connect(Door door, string? cookie = null, string? origin = null, bool handshake = true)
    {
        var client = ((TestServer)door.App.Services.GetRequiredService<IServer>()).CreateWebSocketClient();
        client.ConfigureRequest = request =>
        {
            if (cookie is not null) request.Headers.Cookie = cookie;
            if (origin is not null) request.Headers.Origin = origin;
        };
        var live = new RawLiveClient(await client.ConnectAsync(new Uri("ws://localhost/hubs/live"), TestContext.Current.CancellationToken));
        if (!handshake) return live;
        await live.Send("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", (await live.Receive())!.Value.GetRawText());
        return live;
    }

    public Task Send(string record) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(record + '\u001e'), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    /// <summary>Exactly these bytes, as one frame.</summary>
    public Task SendFrame(byte[] bytes, bool end = true, WebSocketMessageType type = WebSocketMessageType.Text) =>
        socket.SendAsync(bytes, type, end, TestContext.Current.CancellationToken);

    /// <summary>The result of a call, or the error's text.</summary>
    public async Task<(JsonElement? Result, string? Error)> Invoke(string method, params object?[] arguments)
    {
        var id = (++_invocations).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await Send(JsonSerializer.Serialize(new { type = 1, invocationId = id, target = method, arguments }));
        var completion = await Next(record => record.TryGetProperty("invocationId", out var it)
            && it.GetString() == id) ?? throw new InvalidOperationException("The connection was closed.");
        return (completion.TryGetProperty("result", out var result) ? result : null, completion.TryGetProperty("error", out var error)
            ? error.GetString() : null);
    }

    public async Task<JsonElement?> Receive()
    {
        var buffer = new byte[16 * 1024];
        while (_records.Count == 0)
        {
            WebSocketReceiveResult part;
            try
            {
                part = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            }
            catch (Exception exception) when (exception is IOException or WebSocketException)
            {
                return null;
            }

            if (part.MessageType == WebSocketMessageType.Close) return null;
            foreach (var one in buffer.AsSpan(0, part.Count))
            {
                if (one != 0x1e)
                {
                    _rest.WriteByte(one);
                    continue;
                }

                _records.Enqueue(JsonDocument.Parse(_rest.ToArray()).RootElement);
                _rest.SetLength(0);
            }
        }

        return _records.Dequeue();
    }

    /// <summary>Says goodbye: the server waits five seconds for those who do not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (socket.State == WebSocketState.Open) await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        socket.Dispose();
    }

    private async Task<JsonElement?> Next(Func<JsonElement, bool> wanted)
    {
        while (await Receive() is { } record) if (wanted(record)) return record;
        return null;
    }
}
