using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OutreachSilo.Common;

namespace OutreachSilo.Live;

/// <summary>
/// Between the grains that commit and the pages that show: keeps the newest value per week and the topics that moved, and hands all of them over at each tick.
/// </summary>
internal sealed partial class LiveFeed(IGrainFactory grains, TimeProvider time, ILogger<LiveFeed> log) : BackgroundService, ILiveFeed
{
    /// <summary>Long enough that a rush becomes one delta a tick, short enough that nobody sees it.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>Nobody waits longer, whatever the work.</summary>
    private static readonly TimeSpan TickMost = TimeSpan.FromMilliseconds(250);

    /// <summary>It rests so many times as long as the work took: when thousands of weeks move, most of them have moved again by the next tick.</summary>
    private const int RestFactor = 9;

    /// <summary>Fixed, so that topics come in the same order on every machine; a simulation has to repeat itself.</summary>
    private const int Stripes = 16;

    /// <summary>Between two attempts to reach somebody who could not be reached.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>One board on a lost node does not hold up the others for longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Newest> weeks = new(Stripes, capacity: 31, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> topics = new(Stripes, capacity: 31, StringComparer.Ordinal);
    private readonly SemaphoreSlim something = new(0, 1);
    private int signalled;

    public void WeekChanged(string grain, long version, IBoardRowSource source)
    {
        while (!weeks.GetOrAdd(grain, static _ => new Newest()).TrySet(version, source))
        {
            // It has just been taken out to be told; the next look makes a new one.
        }

        Signal();
    }

    public void Moved(string topic)
    {
        topics.TryAdd(topic, 0);
        Signal();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Run(stoppingToken);

    /// <summary>Hands over at each tick until it is stopped, on the caller's scheduler throughout.</summary>
    internal async Task Run(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await something.WaitAsync(stoppingToken);
                Interlocked.Exchange(ref signalled, 0);
                var began = time.GetTimestamp();
                var reached = await Task.WhenAll(FlushWeeks().Append(FlushTopics()));
                await Task.Delay(Array.TrueForAll(reached, static all => all) ? RestAfter(time.GetElapsedTime(began)) : Pause, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogLost(fault);
            }
        }
    }

    private static TimeSpan RestAfter(TimeSpan work) => TimeSpan.FromTicks(Math.Clamp(RestFactor * work.Ticks, Tick.Ticks, TickMost.Ticks));

    private List<Task<bool>> FlushWeeks()
    {
        var boards = new Dictionary<BoardId, List<(BoardRow Row, string Grain, IBoardRowSource Source)>>();
        foreach (var grain in weeks.Keys)
        {
            if (!weeks.TryRemove(grain, out var newest) || newest.Take() is not var (version, source)) continue;
            foreach (var row in source.ToBoardRows(version))
            {
                var id = new BoardId(row.Host.Region, row.Offer.Kind);
                if (!boards.TryGetValue(id, out var moved)) boards.Add(id, moved = []);
                moved.Add((row, grain, source));
            }
        }

        return [.. boards.Select(board => Apply(board.Key, board.Value))];
    }

    /// <summary>False when the board could not be reached, because its node was lost, say: the same weeks are tried again, unless newer.</summary>
    private async Task<bool> Apply(BoardId board, List<(BoardRow Row, string Grain, IBoardRowSource Source)> moved)
    {
        try
        {
            await InTime(grains.GetGrain<IBoardGrain>(board.ToString()).Apply([.. moved.Select(each => each.Row)]));
            // Only now, so that a page which fetches itself finds the board as it is.
            foreach (var (row, _, _) in moved) Moved(GrainKeys.Practice(row.Week.Practice));
            return true;
        }
        catch (Exception fault)
        {
            LogBoardNotReached(fault, board.ToString());
            foreach (var (row, grain, source) in moved) WeekChanged(grain, row.Version, source);
            return false;
        }
    }

    private async Task<bool> FlushTopics()
    {
        var moved = topics.Keys.Where(topic => topics.TryRemove(topic, out _)).ToImmutableArray();
        if (moved.IsEmpty) return true;
        try
        {
            await InTime(grains.GetGrain<ITopicsGrain>(ITopicsGrain.Key).Move(moved));
            return true;
        }
        catch (Exception fault)
        {
            LogTopicsNotReached(fault);
            foreach (var topic in moved) Moved(topic);
            return false;
        }
    }

    /// <summary>
    /// Not by Task.WaitAsync or Task.WhenAny: where a call is answered, both go on in the pool, and a simulated process must stay within itself.
    /// </summary>
    /// <exception cref="TimeoutException">It was not answered in time, and may still be.</exception>
    private async Task InTime(Task call)
    {
        var outcome = new TaskCompletionSource();
        _ = PassOn();
        await using var patience = time.CreateTimer(
            static outcome => ((TaskCompletionSource)outcome!).TrySetException(new TimeoutException($"Not answered within {Patience.TotalSeconds:0} s.")),
            outcome, Patience, Timeout.InfiniteTimeSpan);
        await outcome.Task;

        async Task PassOn()
        {
            try
            {
                await call;
                outcome.TrySetResult();
            }
            catch (Exception fault)
            {
                outcome.TrySetException(fault);
            }
        }
    }

    private void Signal()
    {
        if (Volatile.Read(ref signalled) == 0 && Interlocked.Exchange(ref signalled, 1) == 0) something.Release();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A live notice was lost; boards catch up within a minute.")]
    private partial void LogLost(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Board {Board} could not be told what changed; it is tried again.")]
    private partial void LogBoardNotReached(Exception fault, string board);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The moves of topics could not be announced; they are tried again.")]
    private partial void LogTopicsNotReached(Exception fault);

    /// <summary>The newest state of one week that nobody has been told yet.</summary>
    private sealed class Newest
    {
        private readonly Lock gate = new();
        private long version;
        private IBoardRowSource? source;
        private bool taken;

        /// <summary>False when it was taken already.</summary>
        public bool TrySet(long newVersion, IBoardRowSource newSource)
        {
            lock (gate)
            {
                if (taken) return false;
                if (newVersion > version) (version, source) = (newVersion, newSource);
                return true;
            }
        }

        /// <summary>Null when nothing was set yet.</summary>
        public (long Version, IBoardRowSource Source)? Take()
        {
            lock (gate)
            {
                taken = true;
                return source is null ? null : (version, source);
            }
        }
    }
}
