using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;

namespace OutreachSilo.Live;

/// <summary>
/// Passes "something of yours changed" to the connections of that person. Subscribes while the host runs; when the relay grain says that notices may have been
/// lost since the last time, everybody is told. What moved in the last minute is kept, for pages that were made before it and follow only now.
/// </summary>
internal sealed partial class PeopleRelay : IHostedService, IPeopleObserver
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(2);

    private readonly IPeopleRelayGrain _grain;
    private readonly GrainSubscription<IPeopleObserver> _subscription;
    private readonly Broadcaster _broadcaster;
    private readonly TimeProvider _time;
    private readonly TimeSpan _period;
    private readonly ILogger _log;
    private readonly ConcurrentDictionary<string, PersonTopic> _people = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _moved = new(StringComparer.Ordinal);
    private readonly Lock _sweeping = new();
    private ITimer? _renew;
    private Guid? _stay;
    private long _hearsSince = long.MaxValue;

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

    /// <summary>Whether something may have moved that a page made at this moment does not show; true when that is not known. To be asked after joining.</summary>
    /// <param name="made">By the clock of the host that made it, which may be another one.</param>
    public bool MayHaveMoved(string person, DateTimeOffset made)
    {
        var now = _time.GetUtcNow();
        var since = made - ClockSkew;
        if (since.UtcTicks < Volatile.Read(ref _hearsSince) || since < now - Memory || made > now + ClockSkew) return true;
        return _moved.TryGetValue(person, out var moved) && moved >= since;
    }

    public Task Moved(ImmutableArray<string> people)
    {
        var now = _time.GetUtcNow();
        foreach (var person in people)
        {
            _moved[person] = now;
            if (_people.TryGetValue(person, out var topic)) Announce(topic);
        }

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

        var forgotten = _time.GetUtcNow() - Memory;
        foreach (var moved in _moved) if (moved.Value < forgotten) _moved.TryRemove(moved);

        _ = Subscribe();
    }

    private async Task Subscribe()
    {
        try
        {
            var stay = await _subscription.Renew(_grain.Subscribe);
            if (stay == _stay) return;
            _stay = stay;
            Volatile.Write(ref _hearsSince, long.MaxValue);
            foreach (var topic in _people.Values) Announce(topic);
            Volatile.Write(ref _hearsSince, _time.GetUtcNow().UtcTicks);
        }
        catch (Exception exception)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notices about people's agendas cannot be subscribed to; tried again soon")]
    private partial void LogFailed(Exception exception);
}
