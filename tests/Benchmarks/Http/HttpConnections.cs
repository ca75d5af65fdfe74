using System.Collections.Concurrent;
using OutreachSilo.Benchmarks.Scenarios;

namespace OutreachSilo.Benchmarks.Http;

/// <summary>As many connections as there are callers, and a count of the answers by status.</summary>
internal sealed class HttpConnections : IDisposable
{
    private const int StatusMax = 600;

    private readonly ConcurrentStack<HttpConnection> free = new();
    private readonly long[] statuses = new long[StatusMax];

    public static async Task<HttpConnections> Open(Uri address, int count)
    {
        var connections = new HttpConnections();
        foreach (var batch in Enumerable.Range(0, count).Chunk(256))
            foreach (var connection in await Task.WhenAll(batch.Select(_ => HttpConnection.Open(address))))
                connections.free.Push(connection);
        return connections;
    }

    /// <summary>Answers with this status since the connections were opened.</summary>
    public long Count(int status) => Volatile.Read(ref statuses[status]);

    public async ValueTask<int> Ask(WriteRequest write, long number)
    {
        if (!free.TryPop(out var connection)) throw new InvalidOperationException("More callers than connections.");
        var answer = await connection.Ask(write, number);
        free.Push(connection);
        Interlocked.Increment(ref statuses[answer.Status]);
        return answer.Status;
    }

    /// <summary>Asks what can be answered in one way only.</summary>
    /// <exception cref="VoidRunException">It was answered otherwise.</exception>
    public async ValueTask Must(int status, WriteRequest write, long number)
    {
        if (await Ask(write, number) is var given && given != status) throw new VoidRunException($"A request that has to succeed was answered {given}.");
    }

    /// <summary>False when every connection waits for an answer. Otherwise asks without waiting, and tells of the status when it is there.</summary>
    public bool TryAsk(WriteRequest write, long number, Action<long, int> answered)
    {
        if (!free.TryPop(out var connection)) return false;
        _ = Ask(connection);
        return true;

        async Task Ask(HttpConnection connection)
        {
            var answer = await connection.Ask(write, number);
            free.Push(connection);
            Interlocked.Increment(ref statuses[answer.Status]);
            answered(number, answer.Status);
        }
    }

    public void Dispose()
    {
        foreach (var connection in free) connection.Dispose();
    }
}
