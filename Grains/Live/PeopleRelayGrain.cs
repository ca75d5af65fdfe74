using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace OutreachSilo.Live;

/// <summary>Passes on whose agenda moved. Without a subscriber nothing is kept: a page that comes later reads the agenda anyway.</summary>
[GrainType("people-relay")]
internal sealed class PeopleRelayGrain(TimeProvider time, ILogger<PeopleRelayGrain> log) : Grain, IPeopleRelayGrain
{
    private readonly Dictionary<IPeopleObserver, Guid> stays = [];
    private readonly ObserverManager<IPeopleObserver> observers = new(TimeSpan.FromMinutes(5), log) { GetDateTime = () => time.GetUtcNow().UtcDateTime };

    public Task Announce(ImmutableArray<string> people) => observers.Notify(observer => observer.Moved(people));

    public Task<Guid> Subscribe(IPeopleObserver observer)
    {
        observers.ClearExpired();
        if (!observers.Observers.ContainsKey(observer))
        {
            foreach (var gone in stays.Keys.Except(observers).ToList()) stays.Remove(gone);
            stays[observer] = Guid.NewGuid();
        }

        observers.Subscribe(observer, observer);
        return Task.FromResult(stays[observer]);
    }

    public Task Unsubscribe(IPeopleObserver observer)
    {
        observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }
}
