using Microsoft.Extensions.Logging;
using OutreachSilo.Common;

namespace OutreachSilo.Live;

/// <summary>
/// This host's copy of one board and the connections that follow it. Takes deltas while they follow each other without a gap; on a gap,
/// a new epoch and every minute it asks the board grain, once for all who wait.
/// </summary>
internal sealed partial class BoardTopic : Topic, IBoardObserver, IAsyncDisposable
{
    private const int EarlyMax = 256;

    private readonly BoardId _board;
    private readonly IBoardGrain _grain;
    private readonly GrainSubscription<IBoardObserver> _subscription;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Action<Topic> _changed;
    private readonly Lock _lock = new();
    private readonly List<BoardDelta> _early = [];
    private readonly ITimer _renew;
    private BoardFrames? _frames;
    private Frame? _lastFrame;
    private (Guid Epoch, long Version, BoardFrames Frames) _lastFrom;
    private Task<BoardCache>? _reading;
    private long _askedAt;

    public BoardTopic(BoardId board, IGrainFactory grains, GrainCalls calls, TimeProvider time, LiveOptions options, ILogger log, Action<Topic> changed)
    {
        (_board, _time, _log, _changed) = (board, time, log, changed);
        _grain = grains.GetGrain<IBoardGrain>(board.ToString());
        _subscription = new GrainSubscription<IBoardObserver>(grains, calls, this, time, log);
        _askedAt = time.GetTimestamp();
        var period = TimeSpan.FromSeconds(options.RenewSeconds);
        _renew = time.CreateTimer(_ => RenewLater(), null, period, period);
    }

    public BoardFrames? Frames => Volatile.Read(ref _frames);

    /// <summary>How long nobody has asked for the board; followers count as asking.</summary>
    public TimeSpan Idle => Seats.IsEmpty ? _time.GetElapsedTime(Volatile.Read(ref _askedAt)) : TimeSpan.Zero;

    /// <summary>The board here, read first when it never was.</summary>
    public ValueTask<BoardCache> Get()
    {
        Volatile.Write(ref _askedAt, _time.GetTimestamp());
        return Frames is { } frames ? new ValueTask<BoardCache>(Today(frames)) : new ValueTask<BoardCache>(Read());
    }

    public Task Changed(BoardDelta delta)
    {
        lock (_lock)
        {
            if (_frames is null || _reading is not null)
            {
                // The answer on its way may be older than this; it is looked at again when the answer is there.
                if (_early.Count == EarlyMax) _early.RemoveAt(0);
                _early.Add(delta);
            }

            if (_frames is not null) Take(delta);
        }

        return Task.CompletedTask;
    }

    public override Frame? Next(Seat seat)
    {
        if (Frames is not { } frames) return null;
        var cache = frames.Cache;
        (Guid Epoch, long Version) from;
        lock (seat.Lock)
        {
            if (seat.Epoch == cache.Epoch && seat.Version >= cache.Version) return null;
            from = (seat.Epoch, seat.Version);
            (seat.Epoch, seat.Version) = (cache.Epoch, cache.Version);
        }

        lock (_lock)
        {
            // Nearly everybody comes from the version before, so one frame remembered serves them all.
            if (_lastFrame is not null && _lastFrom == (from.Epoch, from.Version, frames)) return _lastFrame;
            _lastFrom = (from.Epoch, from.Version, frames);
            return _lastFrame = new Frame(Frame.Delta, frames.Delta(from.Epoch, from.Version));
        }
    }

    /// <summary>Seats a connection and says what it lacks. What changes after that is pushed to it.</summary>
    public async ValueTask<RawJson> Join(Viewer viewer, Guid? epoch, long? version)
    {
        await Get();
        var seat = new Seat(viewer, this);
        var frames = Frames!;
        (seat.Epoch, seat.Version) = (frames.Cache.Epoch, frames.Cache.Version);
        Seats[viewer.Id] = seat;
        // A change between the two lines above finds no seat; it is caught up with here.
        if (!ReferenceEquals(frames, Frames)) _changed(this);
        return frames.Join(frames.Cache.CanCatchUp(epoch, version) ? version : null);
    }

    public async ValueTask DisposeAsync()
    {
        await _renew.DisposeAsync();
        await _subscription.GiveBack(_grain.Unsubscribe);
    }

    /// <summary>What was shown, without the weeks that have ended by now. Versions stay: every page drops those weeks by itself.</summary>
    private BoardCache Today(BoardFrames frames)
    {
        var now = _time.GetUtcNow();
        if (frames.Cache.IsOf(now)) return frames.Cache;
        lock (_lock)
        {
            Show(_frames!.Cache.On(now));
            return _frames.Cache;
        }
    }

    private void Take(BoardDelta delta)
    {
        var cache = _frames!.Cache;
        if (delta.Epoch == cache.Epoch && delta.To <= cache.Version) return;
        if (delta.Epoch != cache.Epoch || delta.From > cache.Version) ReadLater();
        else Show(cache.With(delta, _time.GetUtcNow()));
    }

    private void Show(BoardCache cache)
    {
        var news = _frames is null || _frames.Cache.Epoch != cache.Epoch || _frames.Cache.Version != cache.Version;
        _frames = new BoardFrames(cache);
        if (news) _changed(this);
    }

    private void RenewLater()
    {
        lock (_lock) ReadLater();
    }

    private void ReadLater() => _ = Observe(Read());

    private async Task Observe(Task reading)
    {
        try
        {
            await reading;
        }
        catch (Exception exception)
        {
            LogStale(exception, _board.ToString());
        }
    }

    private Task<BoardCache> Read()
    {
        lock (_lock) return _reading ??= ReadOnce();
    }

    private async Task<BoardCache> ReadOnce()
    {
        // Away from the caller's lock, so that nothing below can run inside it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var snapshot = await _subscription.Renew(_grain.Subscribe);
            lock (_lock)
            {
                var now = _time.GetUtcNow();
                Show(_frames is null ? BoardCache.Of(snapshot, now) : _frames.Cache.With(snapshot, now));
                _reading = null;
                foreach (var delta in _early.OrderBy(delta => delta.To).ToArray()) if (delta.Epoch == _frames!.Cache.Epoch) Take(delta);
                _early.Clear();
                return _frames!.Cache;
            }
        }
        catch
        {
            lock (_lock) _reading = null;
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Board {Board} cannot be asked; it is shown as it was")]
    private partial void LogStale(Exception exception, string board);
}
