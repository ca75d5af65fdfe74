using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using OutreachSilo.Faults.Running;

namespace OutreachSilo.Faults.Oracle;

/// <summary>What a page shows of one line of a board.</summary>
/// <param name="Taken">Held, offered and confirmed.</param>
internal sealed record Shown(long Version, int Capacity, int Held, int Confirmed, int Taken)
{
    /// <summary>A line as the API and the hub send it.</summary>
    public static Shown Of(JsonElement row)
    {
        var (held, offered, confirmed) = (row.GetProperty("hd").GetInt32(), row.GetProperty("of").GetInt32(), row.GetProperty("cf").GetInt32());
        return new Shown(row.GetProperty("v").GetInt64(), row.GetProperty("c").GetInt32(), held, confirmed, held + offered + confirmed);
    }
}

/// <summary>An open page on the town's board, which joins again with what it has whenever its line is cut, as its script does.</summary>
internal sealed class Page : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource ending = new();
    private readonly Task following;
    private readonly ConcurrentDictionary<string, Shown> lines = [];
    private readonly ConcurrentDictionary<(string, long), Shown> seen = [];
    private string? epoch;
    private long version;

    public Page(Func<Uri> address) => following = Follow(address);

    public IReadOnlyDictionary<string, Shown> Lines => lines;

    /// <summary>What was wrong with what it was shown: more taken than there is, or one version with two meanings.</summary>
    public ConcurrentBag<string> Complaints { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await following;
        ending.Dispose();
    }

    private async Task Follow(Func<Uri> address)
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                using var socket = new ClientWebSocket();
                await socket.ConnectAsync(new UriBuilder(address()) { Scheme = "ws", Path = "/hubs/live" }.Uri, ending.Token);
                var known = epoch is null ? "null,null" : FormattableString.Invariant($"\"{epoch}\",{version}");
                await Send(socket, """{"protocol":"json","version":1}""");
                await Send(socket, $$"""{"type":1,"invocationId":"1","target":"Join","arguments":["{{Town.Board}}",{{known}}]}""");
                await foreach (var record in Records(socket)) Take(record);
            }
            catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException or HttpRequestException)
            {
                // The line is cut.
            }

            await Task.Delay(Pause, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task Send(ClientWebSocket socket, string record) => socket.SendAsync(Encoding.UTF8.GetBytes(record + '\u001e'), WebSocketMessageType.Text, true, ending.Token);

    private async IAsyncEnumerable<JsonElement> Records(ClientWebSocket socket)
    {
        var buffer = new byte[16 * 1024];
        using var rest = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, ending.Token);
            if (part.MessageType == WebSocketMessageType.Close) yield break;
            for (var i = 0; i < part.Count; i++)
            {
                if (buffer[i] != 0x1e)
                {
                    rest.WriteByte(buffer[i]);
                    continue;
                }

                using var record = JsonDocument.Parse(rest.ToArray());
                rest.SetLength(0);
                yield return record.RootElement.Clone();
            }
        }
    }

    /// <exception cref="IOException">Join was refused for now; the page asks again.</exception>
    private void Take(JsonElement record)
    {
        if (record.TryGetProperty("target", out var target) && target.GetString() == "delta")
        {
            var delta = record.GetProperty("arguments")[0];
            Show(delta, delta.GetProperty("to").GetInt64());
        }
        else if (record.TryGetProperty("invocationId", out _))
        {
            if (!record.TryGetProperty("result", out var joined)) throw new IOException($"Join was refused: {record}");
            epoch = joined.GetProperty("epoch").GetString();
            version = 0;
            Show(joined, joined.GetProperty("version").GetInt64());
        }
    }

    private void Show(JsonElement update, long to)
    {
        foreach (var row in update.GetProperty("rows").EnumerateArray())
        {
            var key = row.GetProperty("k").GetString()!;
            var line = Shown.Of(row);
            if (line.Taken > line.Capacity) Complaints.Add($"I1: {key} was shown with {line.Taken} of {line.Capacity} places taken at version {line.Version}");
            var before = seen.GetOrAdd((key, line.Version), line);
            if (before != line) Complaints.Add($"I8: version {line.Version} of {key} was shown as {before} and as {line}");
            lines.AddOrUpdate(key, line, (_, old) => old.Version < line.Version ? line : old);
        }

        version = Math.Max(version, to);
    }
}
