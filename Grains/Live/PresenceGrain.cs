using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace OutreachSilo.Live;

/// <summary>Who is at one practice, over all hosts. Nothing of it is stored.</summary>
[GrainType("presence")]
internal sealed class PresenceGrain(TimeProvider time, ILogger<PresenceGrain> log) : Grain, IPresenceGrain
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly ObserverManager<IPresenceObserver> observers = new(IPresenceGrain.ReportLife, log) { GetDateTime = () => time.GetUtcNow().UtcDateTime };
    private readonly Dictionary<IPresenceObserver, Reported> hosts = [];
    private readonly Guid epoch = Guid.NewGuid();
    private PresenceNews news = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        news = new PresenceNews(this.GetPrimaryKeyString()[PresencePlace.Prefix.Length..], epoch, 0, []);
        this.RegisterGrainTimer(Forget, new GrainTimerCreationOptions(LookEvery, LookEvery) { Interleave = true });
        return Task.CompletedTask;
    }

    public async Task<PresenceNews> Report(IPresenceObserver host, ImmutableArray<PresentPerson> here)
    {
        if (here.IsEmpty)
        {
            hosts.Remove(host);
            observers.Unsubscribe(host);
        }
        else
        {
            hosts[host] = new Reported([.. here.Take(IPresenceGrain.PeopleMax)], time.GetTimestamp());
            observers.Subscribe(host, host);
        }

        await Tell();
        return news;
    }

    private async Task Forget(CancellationToken cancellationToken)
    {
        foreach (var (host, reported) in hosts.ToList())
            if (time.GetElapsedTime(reported.At) >= IPresenceGrain.ReportLife) hosts.Remove(host);
        await Tell();
    }

    private async Task Tell()
    {
        var people = hosts.Values.SelectMany(reported => reported.People).Distinct()
            .OrderBy(person => person.Name, StringComparer.Ordinal).ThenBy(person => person.Account, StringComparer.Ordinal).ThenBy(person => person.Monday).ToImmutableArray();
        if (people.SequenceEqual(news.People)) return;
        news = news with { Version = news.Version + 1, People = people };
        var told = news;
        await observers.Notify(observer => observer.Present(told));
    }

    private sealed record Reported(ImmutableArray<PresentPerson> People, long At);
}
