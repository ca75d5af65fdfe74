using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace OutreachSilo.Live;

/// <summary>
/// Numbers moves. A node that is lost takes along the moves it had not announced yet, so its loss begins a new epoch, in which
/// every page looks again.
/// </summary>
[GrainType("topics")]
internal sealed class TopicsGrain(TimeProvider time, ILogger<TopicsGrain> log, ISiloStatusOracle? cluster = null) : Grain, ITopicsGrain
{
    /// <summary>Moves remembered, ten seconds of the busiest times; the older half is forgotten when there are more.</summary>
    public const int MovesMax = 1_000;

    private static readonly TimeSpan SubscriptionLife = TimeSpan.FromMinutes(5);

    private readonly ObserverManager<ITopicObserver> observers = new(SubscriptionLife, log) { GetDateTime = () => time.GetUtcNow().UtcDateTime };
    private readonly List<ImmutableArray<string>> moves = [];
    private long forgotten;
    private Guid epoch = Guid.NewGuid();
    private ImmutableHashSet<SiloAddress> nodes = [];

    public Task Move(ImmutableArray<string> topics)
    {
        moves.Add(topics);
        if (moves.Count > MovesMax)
        {
            moves.RemoveRange(0, MovesMax / 2);
            forgotten += MovesMax / 2;
        }

        return observers.Notify(static observer => observer.Moved());
    }

    public Task<TopicsMoved> Since(ITopicObserver observer, Guid epoch, long version)
    {
        observers.Subscribe(observer, observer);
        BeginAnewAfterALoss();
        var newest = forgotten + moves.Count;
        ImmutableArray<string>? topics = epoch == this.epoch && version >= forgotten && version <= newest
            ? [.. moves.Skip((int)(version - forgotten)).SelectMany(static moved => moved).Distinct(StringComparer.Ordinal)]
            : null;
        return Task.FromResult(new TopicsMoved(this.epoch, newest, topics));
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
