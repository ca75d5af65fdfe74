using System.Buffers.Text;
using System.Text;

namespace OutreachSilo.Benchmarks.Viewers;

/// <summary>A page that watches one board: joins with the version it has, follows the changes and knows how far it has come.</summary>
internal sealed class BoardViewer(Uri address, string board) : IDisposable
{
    private TaskCompletionSource joined = new();
    private HubSocket? socket;
    private long version = -1;
    private long bytesBefore;

    public string Board => board;

    public string? Epoch { get; private set; }

    public long Version => Volatile.Read(ref version);

    /// <summary>Changes received.</summary>
    public long Frames { get; private set; }

    public long BytesReceived => bytesBefore + (socket?.BytesReceived ?? 0);

    public string? Closed => socket?.Closed;

    /// <summary>When it came to each version, and from which; null when nobody wants to know.</summary>
    public List<Step>? Steps { get; set; }

    /// <summary>Called with each version and the record that brought it.</summary>
    public Action<long, ReadOnlyMemory<byte>>? Moved { get; set; }

    /// <summary>The record that asks for a board.</summary>
    /// <param name="known">Epoch and version of what the page has, as JSON.</param>
    public static string JoinRecord(string board, string known = "null,null") =>
        $$"""{"type":1,"invocationId":"1","target":"Join","arguments":["{{board}}",{{known}}]}""";

    /// <summary>Joins with what it has; returns when the answer is there.</summary>
    public async Task Join()
    {
        bytesBefore = BytesReceived;
        var answered = joined = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        socket = new HubSocket(Receive);
        await socket.Open(address, JoinRecord(board, Epoch is null ? "null,null" : $"\"{Epoch}\",{Version}"));
        _ = socket.Reading.ContinueWith(
            _ => answered.TrySetException(new IOException($"The connection has ended: {Closed}")), TaskScheduler.Default);
        await answered.Task;
    }

    /// <summary>As a page that was rendered with what another viewer shows.</summary>
    public Task JoinAsRendered(BoardViewer other) => JoinAsRendered(other.Epoch, other.Version);

    public Task JoinAsRendered(string? epoch, long known)
    {
        (Epoch, version) = (epoch, known);
        return Join();
    }

    /// <summary>What the page's script sends every fifteen seconds, or the server would close the connection.</summary>
    public Task KeepAlive() => joined.Task.IsCompletedSuccessfully ? socket!.Send("""{"type":6}""") : Task.CompletedTask;

    /// <summary>Loses the connection and keeps what it has.</summary>
    public async Task Cut()
    {
        if (socket is null) return;
        socket.Dispose();
        await socket.Reading;
    }

    public void Dispose() => socket?.Dispose();

    private void Receive(HubSocket from, ReadOnlyMemory<byte> record)
    {
        if (from != socket) return;
        var text = record.Span;
        if (text.StartsWith("{\"type\":1,\"target\":\"delta\""u8))
        {
            Frames++;
            if (Number(text, "\"to\":"u8) is { } to) Show(to, record);
        }
        else if (text.StartsWith("{\"type\":3,"u8))
        {
            if (Number(text, "\"version\":"u8) is not { } at)
            {
                joined.TrySetException(new IOException($"Join was refused: {Encoding.UTF8.GetString(text)}"));
                return;
            }

            var epoch = text[(text.IndexOf("\"epoch\":\""u8) + 9)..];
            Epoch = Encoding.ASCII.GetString(epoch[..epoch.IndexOf((byte)'"')]);
            Show(at, record);
            joined.TrySetResult();
        }
    }

    private void Show(long now, ReadOnlyMemory<byte> record)
    {
        var before = version;
        if (now <= before) return;
        Steps?.Add(new Step(before, now, Stopwatch.GetTimestamp()));
        Moved?.Invoke(now, record);
        Volatile.Write(ref version, now);
    }

    private static long? Number(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var at = text.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(text[(at + name.Length)..], out long number, out _) ? number : null;
    }
}

/// <summary>A viewer came from one version to another.</summary>
/// <param name="At">A timestamp of <see cref="Stopwatch"/>.</param>
internal readonly record struct Step(long From, long To, long At);
