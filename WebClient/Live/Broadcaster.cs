using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OutreachSilo.Live;

/// <summary>
/// Sends what changed, in a loop of its own: a group send runs mostly in its caller, and no grain may wait for readers. Rounds
/// begin a tick apart that grows with what a round costs, so that watching never takes more than a part of one core.
/// </summary>
internal sealed partial class Broadcaster(LiveConnections connections, IOptions<LiveOptions> options, TimeProvider time, ILogger<Broadcaster> log) : BackgroundService
{
    /// <summary>CPU of one frame to one connection: 4 to 15 µs were measured with 500 and 5,000 connections (benchmark b6).</summary>
    private const double SendMilliseconds = 0.015;

    private const double ShareOfOneCore = 0.4;

    private readonly ConcurrentQueue<Topic> _dirty = new();
    private readonly SemaphoreSlim _signal = new(0, 1);

    /// <summary>Frames go out at the next round. Never blocks.</summary>
    public void Announce(Topic topic)
    {
        if (!topic.MarkDirty()) return;
        _dirty.Enqueue(topic);
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else has rung already.
        }
    }

    /// <summary>The pause after a round that sent this many frames and took this long: what is left of the tick, and no less than the round took.</summary>
    public static TimeSpan PauseAfter(int sends, TimeSpan took, LiveOptions options)
    {
        var cost = Math.Max(sends * SendMilliseconds, took.TotalMilliseconds);
        var tick = Math.Clamp(cost / ShareOfOneCore, options.TickMilliseconds, Math.Max(options.TickMilliseconds, options.TickMillisecondsMax));
        return TimeSpan.FromMilliseconds(Math.Max(tick - took.TotalMilliseconds, took.TotalMilliseconds));
    }

    public override void Dispose()
    {
        base.Dispose();
        _signal.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var patience = TimeSpan.FromSeconds(options.Value.SlowReaderSeconds);
        await using var sweep = time.CreateTimer(_ => CloseStuck(patience), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _signal.WaitAsync(stoppingToken);
                var started = time.GetTimestamp();
                var sends = Round();
                if (sends > 0) await Task.Delay(PauseAfter(sends, time.GetElapsedTime(started), options.Value), time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(exception);
            }
        }
    }

    private int Round()
    {
        var sends = 0;
        for (var left = _dirty.Count; left > 0 && _dirty.TryDequeue(out var topic); left--)
        {
            topic.MarkClean();
            foreach (var (_, seat) in topic.Seats)
            {
                if (seat.Viewer.Send(seat)) sends++;
            }
        }

        return sends;
    }

    private void CloseStuck(TimeSpan patience)
    {
        foreach (var viewer in connections.All) if (viewer.IsStuck(patience)) viewer.Abort();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of live frames failed; the next one goes on")]
    private partial void LogFailed(Exception exception);
}
