using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;
using OutreachSilo.Common.Limits;
using OutreachSilo.TestKit;

namespace OutreachSilo.Live;

/// <summary>A connection that takes frames when the test lets it.</summary>
internal sealed class TestViewer : HubConnectionContext
{
    private int _aborts;

    private TestViewer(string id)
        : base(new DefaultConnectionContext(id), new HubConnectionContextOptions(), NullLoggerFactory.Instance)
    {
    }

    public List<SerializedHubMessage> Taken { get; } = [];

    /// <summary>What the next writes wait for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public int Aborts => Volatile.Read(ref _aborts);

    public static (Viewer Viewer, TestViewer Connection) Make(ManualTime time, string id = "one", int callsPerMinute = 240)
    {
        var connection = new TestViewer(id);
        return (new Viewer(connection, new ClockedLimiter(callsPerMinute, time), time, NullLogger.Instance), connection);
    }

    public override ValueTask WriteAsync(SerializedHubMessage message, CancellationToken cancellationToken = default)
    {
        lock (Taken) Taken.Add(message);
        return new ValueTask(Gate);
    }

    public override void Abort() => Interlocked.Increment(ref _aborts);
}
