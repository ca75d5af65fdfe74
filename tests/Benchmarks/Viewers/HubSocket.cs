using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace OutreachSilo.Benchmarks.Viewers;

/// <summary>A WebSocket connection to a SignalR hub that speaks its JSON protocol.</summary>
/// <param name="received">Called for each record, on whichever thread reads.</param>
/// <param name="reads">False for one that takes nothing before <see cref="Read"/>, and has little room for what is sent to it.</param>
internal sealed class HubSocket(Action<HubSocket, ReadOnlyMemory<byte>>? received = null, bool reads = true) : IDisposable
{
    private const int LittleRoom = 4 * 1024;
    private const byte RecordEnd = 0x1e;

    private NetworkStream? stream;
    private WebSocket? socket;

    public long BytesReceived { get; private set; }

    /// <summary>Null while open; then why it is not.</summary>
    public string? Closed { get; private set; }

    /// <summary>Completes when the connection has ended, from whichever side.</summary>
    public Task Reading { get; private set; } = Task.CompletedTask;

    /// <summary>Connects and sends the hub's handshake, followed by other records.</summary>
    public async Task Open(Uri address, params string[] records)
    {
        stream = new NetworkStream(await HttpConnection.Connect(address, reads ? null : LittleRoom), ownsSocket: true);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /hubs/live HTTP/1.1\r\nHost: localhost:{address.Port}\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n\r\n"));
        var answer = new StringBuilder();
        var buffer = new byte[2 * 1024];
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0) throw new IOException("The server closed a connection that was to become a WebSocket.");
            answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        if (!answer.ToString().StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal)) throw new IOException($"No WebSocket: {answer}");
        socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { KeepAliveInterval = TimeSpan.Zero });
        if (reads) Read();
        await Send(["""{"protocol":"json","version":1}""", .. records]);
    }

    /// <summary>Reads from now on.</summary>
    public void Read() => Reading = ReadToEnd();

    public async Task Send(params string[] records)
    {
        var payload = string.Concat(records.Select(record => record + (char)RecordEnd));
        try
        {
            await socket!.SendAsync(Encoding.UTF8.GetBytes(payload), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or IOException)
        {
            // The reader reports that the connection has ended.
        }
    }

    /// <summary>Cuts the connection, as a lost network does.</summary>
    public void Dispose() => stream?.Dispose();

    private async Task ReadToEnd()
    {
        var buffer = new byte[4 * 1024];
        var have = 0;
        try
        {
            while (true)
            {
                if (have == buffer.Length) Array.Resize(ref buffer, 2 * have);
                var read = await socket!.ReceiveAsync(buffer.AsMemory(have), CancellationToken.None);
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    Closed = "by the server";
                    return;
                }

                BytesReceived += read.Count;
                have += read.Count;
                have = TakeRecords(buffer, have);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or IOException)
        {
            Closed = exception.Message;
        }
    }

    /// <returns>How much of the buffer is left: a record without its end.</returns>
    private int TakeRecords(byte[] buffer, int have)
    {
        var start = 0;
        while (Array.IndexOf(buffer, RecordEnd, start, have - start) is >= 0 and var end)
        {
            received?.Invoke(this, buffer.AsMemory(start..end));
            start = end + 1;
        }

        buffer.AsSpan(start, have - start).CopyTo(buffer);
        return have - start;
    }
}
