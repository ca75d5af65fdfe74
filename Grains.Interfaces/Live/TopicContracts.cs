using System.Collections.Immutable;
using Orleans.Concurrency;

namespace OutreachSilo.Live;

/// <summary>The topics that moved after one version, up to and including another.</summary>
/// <param name="Epoch">Changes whenever the versions begin anew or a move may have been missed; versions compare only within one epoch.</param>
/// <param name="Topics">A person's opaque id, or the key of a grain, for example <c>scheme/cambridge</c>.</param>
[GenerateSerializer, Immutable, Alias("topics-moved")]
public sealed record TopicsMoved(
    [property: Id(0)] Guid Epoch, [property: Id(1)] long From, [property: Id(2)] long To, [property: Id(3)] ImmutableArray<string> Topics);

/// <summary>A web host, which tells its pages what moved.</summary>
[Alias("ITopicObserver")]
public interface ITopicObserver : IGrainObserver
{
    /// <summary>Not waited for, as <see cref="IBoardObserver.Changed"/>.</summary>
    [OneWay, Alias("Moved")]
    Task Moved(TopicsMoved moved);
}

/// <summary>Numbers the moves of all topics and tells the web hosts; one, key <c>topics</c>. Stores nothing: a new activation is a new epoch.</summary>
[Alias("ITopicsGrain")]
public interface ITopicsGrain : IGrainWithStringKey
{
    const string Key = "topics";

    /// <summary>Gives the topics the next version. What moved is durable before.</summary>
    [Alias("Move")]
    Task Move(ImmutableArray<string> topics);

    /// <summary>Tells the observer of every move from now on, for five minutes; renew long before.</summary>
    /// <returns>What moved after the version given. <c>From</c> is another version, and no topic is named, where that is not known any more.</returns>
    [Alias("Subscribe")]
    Task<TopicsMoved> Subscribe(ITopicObserver observer, Guid epoch, long version);

    [Alias("Unsubscribe")]
    Task Unsubscribe(ITopicObserver observer);
}
