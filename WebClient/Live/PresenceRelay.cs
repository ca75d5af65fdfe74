using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;
using OutreachSilo.Practices;

namespace OutreachSilo.Live;

/// <summary>The practices at which staff of this host are. Each is reported again every ten seconds; one that all have left is dropped then.</summary>
internal sealed class PresenceRelay(IGrainFactory grains, GrainCalls calls, Broadcaster broadcaster, TimeProvider time, ILogger<PresenceTopic> log) : IHostedService
{
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, PresenceTopic> _practices = new(StringComparer.Ordinal);
    private readonly Lock _sweeping = new();
    private ITimer? _timer;

    /// <summary>Those who work at the practice or coordinate its region; nobody else follows its topics, learns who is there or is seen.</summary>
    /// <exception cref="Exception">A fault, when the practice cannot be asked for its region.</exception>
    public Task<bool> MayJoin(CurrentUser user, string practice) =>
        user.IsSignedIn ? new PublishingService(grains, calls, user).MaySee(practice) : Task.FromResult(false);

    public PresenceTopic Join(Viewer viewer, CurrentUser user, PresencePlace place)
    {
        lock (_sweeping)
        {
            var topic = _practices.GetOrAdd(place.Practice, practice => new PresenceTopic(practice, grains, calls, time, log, broadcaster.Announce));
            topic.Join(viewer, new PresentPerson(user.AccountId, user.DisplayName, place.Monday));
            return topic;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(_ => Beat(), null, Heartbeat, Heartbeat);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_timer is not null) await _timer.DisposeAsync();
        await Task.WhenAll(_practices.Values.Select(topic => topic.GiveBack()));
    }

    private void Beat()
    {
        lock (_sweeping)
        {
            foreach (var (practice, topic) in _practices)
            {
                if (!topic.Seats.IsEmpty) topic.Report();
                else if (_practices.TryRemove(practice, out _)) _ = topic.GiveBack();
            }
        }
    }
}
