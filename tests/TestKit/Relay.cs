using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OutreachSilo.TestKit;

/// <summary>The wire between two processes, on loopback: passes bytes on until it is told to stand still, to keep answers back, to be slow, or to be cut.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> open = [];
    private readonly CancellationTokenSource ending = new();
    private readonly Task accepting;
    private volatile TaskCompletionSource requests = Passing();
    private volatile TaskCompletionSource answers = Passing();
    private volatile TaskCompletionSource<byte[]> kept = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="target">A port of loopback.</param>
    public Relay(int target)
    {
        Target = target;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = Accept();
    }

    public int Port { get; }

    /// <summary>Where new connections lead.</summary>
    public int Target { get; set; }

    /// <summary>Everything arrives so much later, in both directions.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>New connections are taken and nothing moves any more, as with a peer that accepts and never answers.</summary>
    public void StandStill() => (requests, answers, asked) = (Standing(), Standing(), new(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Requests still pass. Completes with what the first answer begins with that satisfies the condition; none is passed on.</summary>
    public async Task KeepAnswers(Func<byte[], bool> until, CancellationToken cancellationToken)
    {
        answers = Standing();
        while (true)
        {
            kept = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (until(await kept.Task.WaitAsync(cancellationToken))) return;
        }
    }

    /// <summary>While it stands still: completes when somebody has asked for something.</summary>
    public Task Asked(CancellationToken cancellationToken) => asked.Task.WaitAsync(cancellationToken);

    /// <summary>Ends every connection, without what was still on its way.</summary>
    public void Cut()
    {
        foreach (var socket in open.Keys)
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0);
                socket.Dispose();
            }
            catch (Exception gone) when (gone is ObjectDisposedException or SocketException)
            {
                // It has just ended by itself.
            }
        }
    }

    /// <summary>From now on everything passes, what was held back included.</summary>
    public void Pass()
    {
        requests.TrySetResult();
        answers.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        Cut();
        Pass();
        await accepting;
        ending.Dispose();
    }

    private static TaskCompletionSource Standing() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource Passing()
    {
        var passing = Standing();
        passing.SetResult();
        return passing;
    }

    private async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await listener.AcceptSocketAsync(ending.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    private async Task Serve(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        (client.NoDelay, server.NoDelay) = (true, true);
        (open[client], open[server]) = (0, 0);
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, Target, ending.Token);
            await Task.WhenAny(Pump(client, server, isRequest: true), Pump(server, client, isRequest: false));
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The other side hears of it below.
        }
        finally
        {
            open.TryRemove(client, out _);
            open.TryRemove(server, out _);
            client.Dispose();
        }
    }

    private async Task Pump(Socket from, Socket to, bool isRequest)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            while (await from.ReceiveAsync(buffer) is var count and > 0)
            {
                if (Latency > TimeSpan.Zero) await Task.Delay(Latency, ending.Token);
                var gate = isRequest ? requests : answers;
                if (!gate.Task.IsCompleted)
                {
                    if (isRequest) asked.TrySetResult();
                    else kept.TrySetResult(buffer[..count]);
                    await gate.Task;
                }

                for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut.
        }
    }
}
