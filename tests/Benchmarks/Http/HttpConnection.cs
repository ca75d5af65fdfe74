using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace OutreachSilo.Benchmarks.Http;

/// <summary>Writes a whole request with a number that no other has; returns its length in bytes.</summary>
internal delegate int WriteRequest(long number, Span<byte> into);

/// <summary>
/// One HTTP/1.1 connection that is kept open, over a bare socket and one request at a time: a full client would cost more than the
/// server that is measured. Bodies come with a length, or in chunks of text without line ends, as JSON is.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private const int RequestBytesMax = 4 * 1024;

    private readonly Socket socket;
    private readonly byte[] request = new byte[RequestBytesMax];
    private byte[] answer = new byte[8 * 1024];

    private HttpConnection(Socket socket) => this.socket = socket;

    public static async Task<HttpConnection> Open(Uri address) => new(await Connect(address));

    /// <summary>A socket that is closed by reset, so that thousands of them leave no port waiting.</summary>
    public static async Task<Socket> Connect(Uri address, int? receiveBuffer = null)
    {
        var made = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        { NoDelay = true, LingerState = new LingerOption(true, 0) };
        if (receiveBuffer is { } bytes) made.ReceiveBufferSize = bytes;
        await made.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
        return made;
    }

    /// <returns>The status.</returns>
    public async ValueTask<int> Send(WriteRequest write, long number)
    {
        var left = request.AsMemory(0, write(number, request));
        while (left.Length > 0) left = left[await socket.SendAsync(left, SocketFlags.None)..];
        for (var have = 0; ;)
        {
            if (have == answer.Length) Array.Resize(ref answer, have * 2);
            var read = await socket.ReceiveAsync(answer.AsMemory(have), SocketFlags.None);
            if (read == 0) throw new IOException("The server closed a connection in the middle of an answer.");
            have += read;
            if (IsWhole(answer.AsSpan(0, have))) return (answer[9] - '0') * 100 + (answer[10] - '0') * 10 + (answer[11] - '0');
        }
    }

    public void Dispose() => socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        var headers = answer[..end];
        var body = answer[(end + 4)..];
        if (headers.IndexOf("\r\nTransfer-Encoding: chunked"u8) >= 0) return body.EndsWith("0\r\n\r\n"u8);
        var length = headers.IndexOf("\r\nContent-Length: "u8);
        if (length < 0) return true;
        if (!Utf8Parser.TryParse(headers[(length + 18)..], out int bytes, out _))
            throw new IOException("A Content-Length is not a number.");
        return body.Length >= bytes;
    }
}
