using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace OutreachSilo.Benchmarks.Http;

/// <summary>Writes the whole request with a number that no other has; returns how many bytes it took.</summary>
internal delegate int WriteRequest(long number, Span<byte> into);

/// <summary>
/// One HTTP/1.1 connection that is kept open, over a bare socket and one request at a time: a full client would cost more than the
/// server that is measured. Bodies come with a length or in chunks of text without line ends, as JSON is.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private const int RequestBytesMax = 4 * 1024;

    private readonly Socket socket;
    private readonly byte[] request = new byte[RequestBytesMax];
    private byte[] answer = new byte[8 * 1024];

    private HttpConnection(Socket socket) => this.socket = socket;

    public static async Task<HttpConnection> Open(Uri address)
    {
        // Closed by reset, so that ten thousand of them leave no port waiting.
        var made = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(true, 0) };
        await made.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
        return new HttpConnection(made);
    }

    public async ValueTask<HttpAnswer> Ask(WriteRequest write, long number)
    {
        var left = request.AsMemory(0, write(number, request));
        while (left.Length > 0) left = left[await socket.SendAsync(left, SocketFlags.None)..];
        for (var have = 0; ;)
        {
            if (have == answer.Length) Array.Resize(ref answer, have * 2);
            var read = await socket.ReceiveAsync(answer.AsMemory(have), SocketFlags.None);
            if (read == 0) throw new IOException("The server closed a connection in the middle of an answer.");
            have += read;
            if (BodyOf(answer.AsSpan(0, have)) is { } body) return new HttpAnswer(StatusOf(answer), answer.AsMemory(body));
        }
    }

    public void Dispose() => socket.Dispose();

    private static int StatusOf(ReadOnlySpan<byte> answer) => (answer[9] - '0') * 100 + (answer[10] - '0') * 10 + (answer[11] - '0');

    /// <summary>Null while a part is still to come.</summary>
    private static Range? BodyOf(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0) return null;
        var headers = answer[..end];
        var body = end + 4;
        if (headers.IndexOf("\r\nTransfer-Encoding: chunked"u8) >= 0) return answer[body..].EndsWith("0\r\n\r\n"u8) ? body..answer.Length : null;
        var length = headers.IndexOf("\r\nContent-Length: "u8);
        if (length < 0) return body..body;
        if (!Utf8Parser.TryParse(headers[(length + 18)..], out int bytes, out _)) throw new IOException("An answer came with a length that is no number.");
        return answer.Length >= body + bytes ? body..(body + bytes) : null;
    }
}

/// <param name="Body">Until the connection is asked again; chunked ones with their sizes.</param>
internal readonly record struct HttpAnswer(int Status, ReadOnlyMemory<byte> Body);
