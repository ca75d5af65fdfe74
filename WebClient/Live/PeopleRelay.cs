using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;

namespace OutreachSilo.Live;

/// <summary>
/// Passes "something of yours changed" to the connections of that person. Subscribes while the host runs; when the relay grain began anew
/// since the last time, everybody is told, because somebody's notice may have been lost.
/// </summary>
internal sealed partial class PeopleRelay : IHostedService, IPeopleObserver
{
    private readonly IPeopleRelayGrain _grain;
    private readonly GrainSubscription<IPeopleObserver> _subscription;
    private readonly Broadcaster _broadcaster;
    private readonly TimeProvider _time;
    private readonly TimeSpan _period;
    private readonly ILogger _log;
    private readonly ConcurrentDictionary<string, PersonTopic> _people = new(StringComparer.Ordinal);
    private readonly Lock _sweeping = new();
    private ITimer? _renew;
    private Guid? _epoch;

    public PeopleRelay(IGrainFactory grains, GrainCalls calls, Broadcaster broadcaster, IOptions<LiveOptions> options, TimeProvider time, ILogger<PeopleRelay> log)
    {
        (_broadcaster, _time, _period, _log) = (broadcaster, time, TimeSpan.FromSeconds(options.Value.RenewSeconds), log);
        _grain = grains.GetGrain<IPeopleRelayGrain>(IPeopleRelayGrain.Key);
        _subscription = new GrainSubscription<IPeopleObserver>(grains, calls, this, time, log);
    }

    public PersonTopic Join(Viewer viewer, string person)
    {
        lock (_sweeping)
        {
            var topic = _people.GetOrAdd(person, static _ => new PersonTopic());
            topic.Join(viewer);
            return topic;
        }
    }

    public Task Moved(ImmutableArray<string> people)
    {
        foreach (var person in people)
            if (_people.TryGetValue(person, out var topic)) Announce(topic);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _renew = _time.CreateTimer(_ => Renew(), null, TimeSpan.Zero, _period);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_renew is not null) await _renew.DisposeAsync();
        await _subscription.GiveBack(_grain.Unsubscribe);
    }

    private void Announce(PersonTopic topic)
    {
        topic.Moved();
        _broadcaster.Announce(topic);
    }

    private void Renew()
    {
        lock (_sweeping)
        {
            foreach (var (person, topic) in _people) if (topic.Seats.IsEmpty) _people.TryRemove(person, out _);
        }

        _ = Subscribe();
    }

    private async Task Subscribe()
    {
        try
        {
            var epoch = await _subscription.Renew(_grain.Subscribe);
            var lost = _epoch is { } before && before != epoch;
            _epoch = epoch;
            if (!lost) return;
            foreach (var topic in _people.Values) Announce(topic);
        }
        catch (Exception exception)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notices about people's agendas cannot be subscribed to; tried again soon")]
    private partial void LogFailed(Exception exception);
}
