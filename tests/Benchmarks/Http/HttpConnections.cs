using System.Collections.Concurrent;

namespace OutreachSilo.Benchmarks.Http;

/// <summary>As many connections as there are callers, and a count of the answers by status.</summary>
internal sealed class HttpConnections : IDisposable
{
    private const int OpenedAtOnce = 256;

    private readonly ConcurrentStack<HttpConnection> free = new();
    private readonly long[] statuses = new long[600];

    public static async Task<HttpConnections> Open(Uri address, int count)
    {
        var connections = new HttpConnections();
        foreach (var batch in Enumerable.Range(0, count).Chunk(OpenedAtOnce))
            connections.free.PushRange(await Task.WhenAll(batch.Select(_ => HttpConnection.Open(address))));
        return connections;
    }

    /// <summary>Answers with this status since the connections were opened.</summary>
    public long Count(int status) => Volatile.Read(ref statuses[status]);

    public ValueTask<int> Send(WriteRequest write, long number) =>
        free.TryPop(out var connection) ? Send(connection, write, number)
            : throw new InvalidOperationException("More callers than connections.");

    /// <summary>Sends what can be answered in one way only.</summary>
    /// <exception cref="VoidRunException">It was answered otherwise.</exception>
    public async ValueTask MustGet(int status, WriteRequest write, long number)
    {
        if (await Send(write, number) is var given && given != status)
            throw new VoidRunException($"A request got {given} instead of {status}.");
    }

    /// <summary>Sends without waiting, unless every connection waits for an answer.</summary>
    public bool TrySend(WriteRequest write, long number, out ValueTask<int> answer)
    {
        var any = free.TryPop(out var connection);
        answer = any ? Send(connection!, write, number) : default;
        return any;
    }

    public void Dispose()
    {
        foreach (var connection in free) connection.Dispose();
    }

    private async ValueTask<int> Send(HttpConnection connection, WriteRequest write, long number)
    {
        var status = await connection.Send(write, number);
        free.Push(connection);
        Interlocked.Increment(ref statuses[status]);
        return status;
    }
}
