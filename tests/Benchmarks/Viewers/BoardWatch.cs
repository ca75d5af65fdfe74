using System.Buffers.Text;
using System.Text;

namespace OutreachSilo.Benchmarks.Viewers;

/// <summary>One page on one board: joins with what it has, follows the deltas and says how far it has come.</summary>
/// <param name="moved">Told whenever it shows a newer version: the version before, -1 for none, the new one, and the record that brought it.</param>
/// <param name="recordBytes">How much of a record is kept for <paramref name="moved"/>; the head is enough to know the version.</param>
internal sealed class BoardWatch(Uri address, string board, BoardWatch.MoveHandler? moved = null, int recordBytes = BoardWatch.HeadBytes) : IDisposable
{
    public delegate void MoveHandler(long before, long now, ReadOnlySpan<byte> record);

    private const int HeadBytes = 224;
    private const string Ping = """{"type":6}""";

    private TaskCompletionSource joined = New();
    private ViewerSocket? socket;
    private long version = -1;
    private long bytesBefore;
    private long deltas;

    public string Board => board;

    public string? Epoch { get; private set; }

    public long Version => Volatile.Read(ref version);

    public long Deltas => Volatile.Read(ref deltas);

    public long BytesReceived => bytesBefore + (socket?.BytesReceived ?? 0);

    public string? Closed => socket?.Closed;

    /// <summary>The record that asks for a board.</summary>
    /// <param name="known">Epoch and version of what the page has, as JSON.</param>
    public static string JoinOf(string board, string known) => $$"""{"type":1,"invocationId":"1","target":"Join","arguments":["{{board}}",{{known}}]}""";

    /// <summary>Returns when the answer to Join is there.</summary>
    public async Task Join(string? epoch = null, long? known = null)
    {
        if (epoch is not null) (Epoch, version) = (epoch, known ?? -1);
        bytesBefore = BytesReceived;
        // The end of this connection must not be taken for that of the next.
        var answered = joined = New();
        socket = new ViewerSocket(recordBytes, Record);
        var arguments = Epoch is null ? "null,null" : $"\"{Epoch}\",{Version}";
        await socket.Open(address, JoinOf(board, arguments));
        _ = socket.Reading.ContinueWith(_ => answered.TrySetException(new IOException($"The connection has ended: {Closed}")), TaskScheduler.Default);
        await answered.Task;
    }

    /// <summary>What the page's script sends every fifteen seconds so that the server keeps the connection; not before it is one for records.</summary>
    public void KeepAlive()
    {
        if (joined.Task.IsCompletedSuccessfully) socket?.Send(Ping);
    }

    public async Task Cut()
    {
        if (socket is null) return;
        socket.Dispose();
        await socket.Reading;
    }

    public void Dispose() => socket?.Dispose();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Record(ViewerSocket viewer, ReadOnlySpan<byte> head)
    {
        if (viewer != socket) return;
        if (head.StartsWith("{\"type\":1,\"target\":\"delta\""u8))
        {
            deltas++;
            if (Number(head, "\"to\":"u8) is { } to) Show(to, head);
        }
        else if (head.StartsWith("{\"type\":3,"u8))
        {
            if (Number(head, "\"version\":"u8) is not { } at)
            {
                joined.TrySetException(new IOException($"Join was refused: {Encoding.UTF8.GetString(head)}"));
                return;
            }

            var epoch = head[(head.IndexOf("\"epoch\":\""u8) + 9)..];
            Epoch = Encoding.ASCII.GetString(epoch[..epoch.IndexOf((byte)'"')]);
            Show(at, head);
            joined.TrySetResult();
        }
    }

    private void Show(long now, ReadOnlySpan<byte> record)
    {
        var before = version;
        if (now <= before) return;
        Volatile.Write(ref version, now);
        moved?.Invoke(before, now, record);
    }

    private static long? Number(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var at = text.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(text[(at + name.Length)..], out long number, out _) ? number : null;
    }
}
