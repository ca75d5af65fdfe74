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
internal sealed partial class PeopleRelay(
    IGrainFactory grains, GrainCalls calls, Broadcaster broadcaster, IOptions<LiveOptions> options, TimeProvider time, ILogger<PeopleRelay> log) : IHostedService, IPeopleObserver
{
    private readonly ConcurrentDictionary<string, PersonTopic> _people = new(StringComparer.Ordinal);
    private readonly Lock _sweeping = new();
    private IPeopleObserver? _reference;
    private ITimer? _renew;
    private Guid? _epoch;

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
        var period = TimeSpan.FromSeconds(options.Value.RenewSeconds);
        _renew = time.CreateTimer(_ => Renew(), null, TimeSpan.Zero, period);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_renew is not null) await _renew.DisposeAsync();
        // A host may be stopped twice, and the reference can be given back once.
        if (Interlocked.Exchange(ref _reference, null) is not { } reference) return;
        try
        {
            await grains.GetGrain<IPeopleRelayGrain>(IPeopleRelayGrain.Key).Unsubscribe(reference).WaitAsync(TimeSpan.FromSeconds(1), time, cancellationToken);
        }
        catch (Exception exception)
        {
            LogFailed(exception);
        }

        grains.DeleteObjectReference<IPeopleObserver>(reference);
    }

    private void Announce(PersonTopic topic)
    {
        topic.Moved();
        broadcaster.Announce(topic);
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
            _reference ??= grains.CreateObjectReference<IPeopleObserver>(this);
            var epoch = await calls.Ask(
                (grains, _reference), static call => call.grains.GetGrain<IPeopleRelayGrain>(IPeopleRelayGrain.Key).Subscribe(call._reference));
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
