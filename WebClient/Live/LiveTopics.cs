using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;

namespace OutreachSilo.Live;

/// <summary>How far this host knew all topics at one moment. Whatever is read afterwards contains every move up to it.</summary>
/// <param name="Epoch">Empty before the host has heard anything.</param>
internal readonly record struct TopicsKnown(Guid Epoch, long Version)
{
    /// <summary>As pages state it.</summary>
    public override string ToString() => FormattableString.Invariant($"{Epoch:D} {Version}");
}

/// <summary>
/// This host's copy of the topics' versions. Each topic is a SignalR group, told when it moved. A renewal brings what was missed; when the grain cannot say, everybody is told.
/// </summary>
internal sealed partial class LiveTopics : BackgroundService, ITopicObserver
{
    /// <summary>The group of all connections that follow any topic.</summary>
    public const string Everybody = "topics";

    private readonly ITopicsGrain _grain;
    private readonly GrainSubscription<ITopicObserver> _subscription;
    private readonly IHubContext<LiveHub> _hub;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Lock _lock = new();
    private readonly TopicVersions _versions = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private HashSet<string> _unsent = new(StringComparer.Ordinal);
    private Guid _epoch;
    private bool _tellEverybody;
    private bool _renewing;
    private bool _renewAgain;
    private ITimer? _timer;

    public LiveTopics(IGrainFactory grains, GrainCalls calls, IHubContext<LiveHub> hub, IOptions<LiveOptions> options, TimeProvider time, ILogger<LiveTopics> log)
    {
        (_hub, _options, _time, _log) = (hub, options.Value, time, log);
        _grain = grains.GetGrain<ITopicsGrain>(ITopicsGrain.Key);
        _subscription = new GrainSubscription<ITopicObserver>(grains, calls, this, time, log);
    }

    public TopicsKnown Known
    {
        get { lock (_lock) return new TopicsKnown(_epoch, _versions.Version); }
    }

    /// <summary>The version of a topic, and whether a page made at another may be out of date. To be asked after joining the topic's group.</summary>
    public FollowedTopicJson Compare(string topic, Guid? epoch, long? version)
    {
        lock (_lock)
        {
            var newest = _versions.Of(topic);
            return new FollowedTopicJson(_epoch, newest, _epoch == Guid.Empty || epoch != _epoch || version is null || version < newest);
        }
    }

    public Task Moved(TopicsMoved moved)
    {
        lock (_lock)
        {
            if (Follows(moved)) Take(moved);
            else RenewSoon();
        }

        return Task.CompletedTask;
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = _time.CreateTimer(_ => RenewSoon(), null, TimeSpan.Zero, TimeSpan.FromSeconds(_options.RenewSeconds));
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_timer is not null) await _timer.DisposeAsync();
        await base.StopAsync(cancellationToken);
        await _subscription.GiveBack(_grain.Unsubscribe);
    }

    public override void Dispose()
    {
        base.Dispose();
        _signal.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _signal.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            var began = _time.GetTimestamp();
            Send();
            await Task.Delay(Broadcaster.PauseAfter(0, _time.GetElapsedTime(began), _options), _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Nothing is awaited: the transport closes whoever takes nothing for ten seconds, and nobody else waits for them.</summary>
    private void Send()
    {
        var (known, everybody, moved) = Unsent();
        if (everybody) _ = Tell(Everybody, new MovedJson(null, known.Epoch, known.Version));
        else foreach (var topic in moved) _ = Tell(topic, new MovedJson(NameOf(topic), known.Epoch, known.Version));
    }

    /// <summary>A person's id is no key of a grain: everybody's own topic has one name.</summary>
    private static string NameOf(string topic) => topic.Contains('/', StringComparison.Ordinal) ? topic : LiveHub.Me;

    private (TopicsKnown Known, bool Everybody, HashSet<string> Moved) Unsent()
    {
        lock (_lock)
        {
            var unsent = (new TopicsKnown(_epoch, _versions.Version), _tellEverybody, _unsent);
            (_tellEverybody, _unsent) = (false, new HashSet<string>(StringComparer.Ordinal));
            return unsent;
        }
    }

    private async Task Tell(string group, MovedJson moved)
    {
        try
        {
            await _hub.Clients.Group(group).SendAsync(Frame.Moved, moved.ToJson());
        }
        catch (Exception exception)
        {
            LogNotSent(exception);
        }
    }

    private bool Follows(TopicsMoved moved) => moved.Epoch == _epoch && moved.From <= _versions.Version;

    private void Take(TopicsMoved moved)
    {
        if (moved.To <= _versions.Version) return;
        _versions.Move(moved.Topics, moved.To);
        _unsent.UnionWith(moved.Topics);
        Ring();
    }

    private void TakeAnswer(TopicsMoved moved)
    {
        lock (_lock)
        {
            if (Follows(moved))
            {
                Take(moved);
                return;
            }

            _epoch = moved.Epoch;
            _versions.Reset(moved.To);
            _tellEverybody = true;
            Ring();
        }
    }

    private void Ring()
    {
        if (_signal.CurrentCount == 0) _signal.Release();
    }

    private void RenewSoon()
    {
        lock (_lock)
        {
            _renewAgain = true;
            if (_renewing) return;
            _renewing = true;
        }

        _ = Renew();
    }

    private async Task Renew()
    {
        // Away from the caller's lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (IsRenewalWanted())
        {
            try
            {
                var known = Known;
                TakeAnswer(await _subscription.Renew(reference => _grain.Subscribe(reference, known.Epoch, known.Version)));
            }
            catch (Exception exception)
            {
                LogNotRenewed(exception);
            }
        }
    }

    private bool IsRenewalWanted()
    {
        lock (_lock)
        {
            _renewing = _renewAgain;
            _renewAgain = false;
            return _renewing;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The subscription to topics could not be renewed; it is tried again soon.")]
    private partial void LogNotRenewed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A topic's move could not be sent to its pages.")]
    private partial void LogNotSent(Exception exception);
}
