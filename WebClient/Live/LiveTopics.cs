using System.Threading.Channels;
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

/// <summary>What is pushed as <c>moved</c>: a page made at an older version, or in another epoch, fetches itself again.</summary>
/// <param name="Topic">Null for every topic that the connection follows.</param>
internal sealed record MovedJson(string? Topic, Guid Epoch, long Version);

/// <summary>The answer to <c>Join</c> of a topic that is no board.</summary>
/// <param name="Moved">Whether a page made at the version given may be out of date.</param>
internal sealed record JoinedTopicJson(Guid Epoch, long Version, bool Moved);

/// <summary>
/// This host's copy of the topics' versions. It asks what moved when it is told that something did, and with each renewal.
/// Each topic is a SignalR group, which is told.
/// </summary>
internal sealed partial class LiveTopics(
    IGrainFactory grains, GrainCalls calls, IHubContext<LiveHub> hub, IOptions<LiveOptions> options, TimeProvider time, ILogger<LiveTopics> log)
    : BackgroundService, ITopicObserver
{
    /// <summary>The group of all connections that follow any topic.</summary>
    public const string Everybody = "topics";

    /// <summary>Topics remembered; when there are more, all are forgotten, and a forgotten one counts as moved.</summary>
    public const int TopicsMax = 50_000;

    private readonly ITopicsGrain _grain = grains.GetGrain<ITopicsGrain>(ITopicsGrain.Key);
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private long _forgotten;
    private TopicsKnown _known;

    public TopicsKnown Known
    {
        get { lock (_lock) return _known; }
    }

    /// <summary>A topic against what a page knew when it was made. To be asked after joining the topic's group.</summary>
    public JoinedTopicJson Compare(string topic, Guid? epoch, long? version)
    {
        lock (_lock)
        {
            var newest = _versions.GetValueOrDefault(topic, _forgotten);
            var isCurrent = _known.Epoch != Guid.Empty && epoch == _known.Epoch && version >= newest;
            return new JoinedTopicJson(_known.Epoch, newest, !isCurrent);
        }
    }

    public Task Moved()
    {
        _wake.Writer.TryWrite(true);
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var subscription = new GrainSubscription<ITopicObserver>(grains, calls, this, time, log);
        await using var renewal = time.CreateTimer(_ => Moved(), null, TimeSpan.Zero, TimeSpan.FromSeconds(options.Value.RenewSeconds));
        try
        {
            await foreach (var _ in _wake.Reader.ReadAllAsync(stoppingToken))
            {
                var began = time.GetTimestamp();
                try
                {
                    var known = Known;
                    Take(await subscription.Renew(reference => _grain.Since(reference, known.Epoch, known.Version)));
                }
                catch (Exception exception)
                {
                    LogNotRenewed(exception);
                }

                await Task.Delay(Broadcaster.PauseAfter(0, time.GetElapsedTime(began), options.Value), time, stoppingToken);
            }
        }
        finally
        {
            await subscription.GiveBack(_grain.Unsubscribe);
        }
    }

    private void Take(TopicsMoved moved)
    {
        lock (_lock)
        {
            _known = new TopicsKnown(moved.Epoch, moved.Version);
            foreach (var topic in moved.Topics ?? []) _versions[topic] = moved.Version;
            if (moved.Topics is null || _versions.Count > TopicsMax)
            {
                _versions.Clear();
                _forgotten = moved.Version;
            }
        }

        if (moved.Topics is null) _ = Tell(Everybody, new MovedJson(null, moved.Epoch, moved.Version));
        else foreach (var topic in moved.Topics) _ = Tell(topic, new MovedJson(NameOf(topic), moved.Epoch, moved.Version));
    }

    /// <summary>A person's id is no key of a grain: everybody's own topic has one name.</summary>
    private static string NameOf(string topic) => topic.Contains('/', StringComparison.Ordinal) ? topic : LiveHub.Me;

    /// <summary>Not awaited: the transport closes whoever takes nothing for ten seconds, and nobody else waits for them.</summary>
    private async Task Tell(string group, MovedJson moved)
    {
        try
        {
            await hub.Clients.Group(group).SendAsync(Frame.Moved, moved);
        }
        catch (Exception exception)
        {
            LogNotSent(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The host could not ask which topics moved; it will ask again.")]
    private partial void LogNotRenewed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A topic's move could not be sent to its pages.")]
    private partial void LogNotSent(Exception exception);
}
