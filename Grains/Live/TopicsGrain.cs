using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace OutreachSilo.Live;

/// <summary>
/// Numbers moves and passes them on. A node that is lost takes along the moves it had not announced yet, so its loss begins a new epoch, and every page looks again.
/// </summary>
[GrainType("topics")]
internal sealed class TopicsGrain(TimeProvider time, ILogger<TopicsGrain> log, ISiloStatusOracle? cluster = null) : Grain, ITopicsGrain
{
    private static readonly TimeSpan SubscriptionLife = TimeSpan.FromMinutes(5);

    private readonly ObserverManager<ITopicObserver> observers = new(SubscriptionLife, log) { GetDateTime = () => time.GetUtcNow().UtcDateTime };
    private readonly TopicVersions versions = new();
    private Guid epoch = Guid.NewGuid();
    private ImmutableHashSet<SiloAddress> nodes = [];

    public Task Move(ImmutableArray<string> topics)
    {
        var from = versions.Version;
        versions.Move(topics, from + 1);
        var moved = new TopicsMoved(epoch, from, versions.Version, topics);
        return observers.Notify(observer => observer.Moved(moved));
    }

    public Task<TopicsMoved> Subscribe(ITopicObserver observer, Guid epoch, long version)
    {
        BeginAnewAfterALoss();
        observers.Subscribe(observer, observer);
        var known = epoch == this.epoch ? versions.Since(version) : null;
        return Task.FromResult(new TopicsMoved(this.epoch, known is null ? versions.Version : version, versions.Version, known ?? []));
    }

    public Task Unsubscribe(ITopicObserver observer)
    {
        observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    private void BeginAnewAfterALoss()
    {
        if (cluster is null) return;
        var now = cluster.GetActiveSilos().ToImmutableHashSet();
        if (!nodes.IsSubsetOf(now)) epoch = Guid.NewGuid();
        nodes = now;
    }
}
