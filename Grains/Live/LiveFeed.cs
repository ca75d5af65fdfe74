using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OutreachSilo.Live;

/// <summary>
/// Between the grains that commit and the boards that show: keeps the newest value per topic and hands all of them over at each tick.
/// </summary>
internal sealed partial class LiveFeed(IGrainFactory grains, TimeProvider time, ILogger<LiveFeed> log) : BackgroundService, ILiveFeed
{
    /// <summary>Long enough that a rush becomes one delta a tick, short enough that nobody sees it.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(25);

    /// <summary>Fixed, so that topics come in the same order on every machine; a simulation has to repeat itself.</summary>
    private const int Stripes = 16;

    private readonly ConcurrentDictionary<string, Newest> weeks = new(Stripes, capacity: 31, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> people = new(Stripes, capacity: 31, StringComparer.Ordinal);
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

    public void PersonMoved(string person)
    {
        people.TryAdd(person, 0);
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
                await Flush();
                await Task.Delay(Tick, time, stoppingToken);
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

    private async Task Flush()
    {
        var moved = ImmutableArray.CreateBuilder<BoardRow>();
        foreach (var grain in weeks.Keys)
            if (weeks.TryRemove(grain, out var newest)) moved.AddRange(newest.Take());
        await Task.WhenAll(moved
            .GroupBy(row => new BoardId(row.Host.Region, row.Offer.Kind))
            .Select(Tell));

        var who = people.Keys.Where(person => people.TryRemove(person, out _)).ToImmutableArray();
        if (!who.IsEmpty) await grains.GetGrain<IPeopleRelayGrain>(IPeopleRelayGrain.Key).Announce(who);
    }

    private async Task Tell(IGrouping<BoardId, BoardRow> board)
    {
        try
        {
            await grains.GetGrain<IBoardGrain>(board.Key.ToString()).Apply([.. board]);
        }
        catch (Exception fault)
        {
            LogLost(fault);
        }
    }

    private void Signal()
    {
        if (Volatile.Read(ref signalled) == 0 && Interlocked.Exchange(ref signalled, 1) == 0) something.Release();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A live notice was lost; boards catch up within a minute.")]
    private partial void LogLost(Exception fault);

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

        public ImmutableArray<BoardRow> Take()
        {
            lock (gate)
            {
                taken = true;
                return source?.ToBoardRows(version) ?? [];
            }
        }
    }
}
