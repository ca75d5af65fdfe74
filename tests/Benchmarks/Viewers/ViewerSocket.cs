using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OutreachSilo.Benchmarks.Viewers;

/// <summary>
/// One page that watches: a bare socket that speaks WebSocket and the hub's JSON protocol. It keeps only the head of each record, which
/// says what came; to parse the rows of five thousand would cost more than to send them.
/// </summary>
/// <param name="headBytes">How much of a record is kept.</param>
/// <param name="record">Told of each record when it is whole: the viewer and the record's head. Runs on whichever thread reads.</param>
/// <param name="reads">False for one that takes nothing before <see cref="ReadOn"/>, and has little room for what is sent to it.</param>
internal sealed class ViewerSocket(int headBytes, ViewerSocket.RecordHandler record, bool reads = true) : IDisposable
{
    public delegate void RecordHandler(ViewerSocket viewer, ReadOnlySpan<byte> head);

    private const int FrameHeadBytesMax = 10;
    private const int LittleRoom = 4 * 1024;
    private const byte RecordEnd = 0x1e;

    /// <summary>All viewers of a thread read into this one: what is read is dealt with at once.</summary>
    [ThreadStatic] private static byte[]? scratch;

    private readonly byte[] head = new byte[headBytes];
    private readonly byte[] frameHead = new byte[FrameHeadBytesMax];
    private Socket? socket;
    private int headLength;
    private int frameHeadLength;
    private long frameLeft;

    public long BytesReceived { get; private set; }

    /// <summary>Null while open; then why it is not.</summary>
    public string? Closed { get; private set; }

    /// <summary>Completes when the connection has ended, from whichever side.</summary>
    public Task Reading { get; private set; } = Task.CompletedTask;

    /// <summary>Connects and sends the hub's handshake with some records behind it.</summary>
    public async Task Open(Uri address, params string[] records)
    {
        socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(true, 0) };
        if (!reads) socket.ReceiveBufferSize = LittleRoom;
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /hubs/live HTTP/1.1\r\nHost: localhost:{address.Port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n\r\n"));
        var answer = new byte[2 * 1024];
        var have = 0;
        while (answer.AsSpan(0, have).IndexOf("\r\n\r\n"u8) < 0)
        {
            var read = await socket.ReceiveAsync(answer.AsMemory(have));
            if (read == 0) throw new IOException("The server closed a connection that was to become a WebSocket.");
            have += read;
        }

        if (!answer.AsSpan(0, have).StartsWith("HTTP/1.1 101 "u8)) throw new IOException($"No WebSocket: {Encoding.ASCII.GetString(answer, 0, have)}");
        // A wake-up may find nothing to read; a thread of the pool that waited for it would keep everybody else from being served.
        socket.Blocking = false;
        if (reads) ReadOn();
        Send(["""{"protocol":"json","version":1}""", .. records]);
    }

    /// <summary>Takes whatever comes from now on.</summary>
    public void ReadOn() => Reading = Read();

    /// <summary>Sends records in one frame, masked as browsers have to; the mask is zero.</summary>
    public void Send(params ReadOnlySpan<string> records)
    {
        var payload = Encoding.UTF8.GetBytes(string.Concat(string.Join((char)RecordEnd, records!), (char)RecordEnd));
        var frame = new byte[8 + payload.Length];
        (frame[0], frame[1]) = (0x81, 0xFE);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        payload.CopyTo(frame, 8);
        try
        {
            socket!.Send(frame);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The reader says that the connection has ended.
        }
    }

    /// <summary>Cuts the connection, as a lost network does.</summary>
    public void Dispose() => socket?.Dispose();

    private async Task Read()
    {
        try
        {
            while (true)
            {
                // Wakes without a buffer of its own; ten thousand idle viewers hold none.
                await socket!.ReceiveAsync(Memory<byte>.Empty);
                var read = socket.Receive(scratch ??= new byte[128 * 1024], SocketFlags.None, out var error);
                if (error == SocketError.WouldBlock) continue;
                if (error != SocketError.Success) throw new SocketException((int)error);
                if (read == 0 || !Take(scratch.AsSpan(0, read)))
                {
                    Closed = "by the server";
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            Closed = exception.Message;
        }
    }

    /// <summary>False when the server says goodbye.</summary>
    private bool Take(ReadOnlySpan<byte> bytes)
    {
        BytesReceived += bytes.Length;
        while (bytes.Length > 0)
        {
            if (frameLeft == 0)
            {
                frameHead[frameHeadLength++] = bytes[0];
                bytes = bytes[1..];
                if (frameHeadLength < 2 || frameHeadLength < FrameHeadBytes()) continue;
                if ((frameHead[0] & 0x0F) == 8) return false;
                frameLeft = (frameHead[1] & 0x7F) switch
                {
                    126 => BinaryPrimitives.ReadUInt16BigEndian(frameHead.AsSpan(2)),
                    127 => BinaryPrimitives.ReadInt64BigEndian(frameHead.AsSpan(2)),
                    var few => few,
                };
                frameHeadLength = 0;
                continue;
            }

            var payload = bytes[..(int)Math.Min(frameLeft, bytes.Length)];
            frameLeft -= payload.Length;
            bytes = bytes[payload.Length..];
            TakePayload(payload);
        }

        return true;
    }

    private int FrameHeadBytes() => (frameHead[1] & 0x7F) switch { 126 => 4, 127 => 10, _ => 2 };

    private void TakePayload(ReadOnlySpan<byte> payload)
    {
        while (payload.Length > 0)
        {
            var end = payload.IndexOf(RecordEnd);
            var part = end < 0 ? payload : payload[..end];
            var kept = part[..Math.Min(part.Length, head.Length - headLength)];
            kept.CopyTo(head.AsSpan(headLength));
            headLength += kept.Length;
            if (end < 0) return;
            record(this, head.AsSpan(0, headLength));
            headLength = 0;
            payload = payload[(end + 1)..];
        }
    }
}
