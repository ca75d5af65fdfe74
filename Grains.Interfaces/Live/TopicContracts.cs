using System.Collections.Immutable;
using Orleans.Concurrency;

namespace OutreachSilo.Live;

/// <summary>What moved up to a version, since the one that was asked about.</summary>
/// <param name="Epoch">Versions compare only within one epoch.</param>
/// <param name="Topics">Opaque ids of people and keys of grains, for example <c>scheme/cambridge</c>; null when any may have moved.</param>
[GenerateSerializer, Immutable, Alias("topics-moved")]
public sealed record TopicsMoved([property: Id(0)] Guid Epoch, [property: Id(1)] long Version, [property: Id(2)] ImmutableArray<string>? Topics);

/// <summary>A web host, which tells its pages what moved.</summary>
[Alias("ITopicObserver")]
public interface ITopicObserver : IGrainObserver
{
    /// <summary>Something moved: ask what. Not waited for, as <see cref="IBoardObserver.Changed"/>.</summary>
    [OneWay, Alias("Moved")]
    Task Moved();
}

/// <summary>Numbers the moves of all topics; one, key <c>topics</c>. Stores nothing: a new activation is a new epoch.</summary>
[Alias("ITopicsGrain")]
public interface ITopicsGrain : IGrainWithStringKey
{
    const string Key = "topics";

    /// <summary>Gives the topics the next version. What moved is durable before.</summary>
    [Alias("Move")]
    Task Move(ImmutableArray<string> topics);

    /// <summary>What moved after a version. The observer is told of further moves until it has not asked for five minutes.</summary>
    [Alias("Since")]
    Task<TopicsMoved> Since(ITopicObserver observer, Guid epoch, long version);

    [Alias("Unsubscribe")]
    Task Unsubscribe(ITopicObserver observer);
}
