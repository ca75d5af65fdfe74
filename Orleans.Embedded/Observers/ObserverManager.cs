using System.Collections;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Utilities;

/// <summary>Observers known by their own reference.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log) : ObserverManager<IAddressable, TObserver>(expiration, log);

/// <summary>
/// Observers that must subscribe again before they expire, and are dropped when they expire or a notification to them throws. Not safe for
/// several threads; made for use inside one grain.
/// </summary>
public partial class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver> where TIdentity : notnull
{
    private readonly ILogger log;
    private Dictionary<TIdentity, Entry> entries = [];
    private int readers;

    /// <summary>With the time after which a silent observer is dropped.</summary>
    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ExpirationDuration = expiration;
        this.log = log;
        var clock = (RuntimeContext.Current as Engine.Activations.Activation)?.Runtime.TimeProvider ?? TimeProvider.System;
        GetDateTime = () => clock.GetUtcNow().UtcDateTime;
    }

    /// <summary>The clock, UTC. Inside a grain it is the engine's.</summary>
    public Func<DateTime> GetDateTime { get; set; }

    /// <summary>The time after which a silent observer is dropped.</summary>
    public TimeSpan ExpirationDuration { get; set; }

    /// <summary>How many there are, expired ones included until they are noticed.</summary>
    public int Count => entries.Count;

    /// <summary>A copy of the current observers.</summary>
    public IReadOnlyDictionary<TIdentity, TObserver> Observers => entries.ToDictionary(pair => pair.Key, pair => pair.Value.Observer);

    /// <summary>Drops all.</summary>
    public void Clear() => Writable().Clear();

    /// <summary>Adds an observer or renews it.</summary>
    public void Subscribe(TIdentity id, TObserver observer)
    {
        Writable()[id] = new(observer, GetDateTime());
        LogSubscribed(id, entries.Count);
    }

    /// <summary>Drops one.</summary>
    public void Unsubscribe(TIdentity id)
    {
        Writable().Remove(id);
        LogUnsubscribed(id, entries.Count);
    }

    /// <summary>Tells each observer in turn, waiting for it.</summary>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        List<TIdentity>? defunct = null;
        var snapshot = BeginRead();
        try
        {
            var now = GetDateTime();
            foreach (var (id, entry) in snapshot)
            {
                if (HasExpired(entry, now)) (defunct ??= []).Add(id);
                else if (predicate is null || predicate(entry.Observer))
                {
                    try
                    {
                        await notification(entry.Observer);
                    }
                    catch (Exception)
                    {
                        (defunct ??= []).Add(id);
                    }
                }
            }
        }
        finally
        {
            EndRead();
        }

        Drop(defunct);
    }

    /// <summary>Tells each observer.</summary>
    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        List<TIdentity>? defunct = null;
        var snapshot = BeginRead();
        try
        {
            var now = GetDateTime();
            foreach (var (id, entry) in snapshot)
            {
                if (HasExpired(entry, now)) (defunct ??= []).Add(id);
                else if (predicate is null || predicate(entry.Observer))
                {
                    try
                    {
                        notification(entry.Observer);
                    }
                    catch (Exception)
                    {
                        (defunct ??= []).Add(id);
                    }
                }
            }
        }
        finally
        {
            EndRead();
        }

        Drop(defunct);
    }

    /// <summary>Drops those that have expired.</summary>
    public void ClearExpired()
    {
        var now = GetDateTime();
        Drop([.. entries.Where(pair => HasExpired(pair.Value, now)).Select(pair => pair.Key)]);
    }

    /// <inheritdoc/>
    public IEnumerator<TObserver> GetEnumerator() => entries.Values.Select(entry => entry.Observer).ToList().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool HasExpired(Entry entry, DateTime now) => entry.LastSeen + ExpirationDuration < now;

    private Dictionary<TIdentity, Entry> BeginRead()
    {
        readers++;
        return entries;
    }

    private void EndRead() => readers--;

    // A notification may await, and other requests of a reentrant grain may subscribe meanwhile: readers keep the dictionary they began with.
    private Dictionary<TIdentity, Entry> Writable() => readers > 0 ? entries = new(entries) : entries;

    private void Drop(List<TIdentity>? defunct)
    {
        if (defunct is not { Count: > 0 }) return;
        var writable = Writable();
        foreach (var id in defunct) writable.Remove(id);
        LogDropped(defunct.Count);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Observer {Id} subscribed; {Count} in all.")]
    private partial void LogSubscribed(TIdentity id, int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Observer {Id} unsubscribed; {Count} in all.")]
    private partial void LogUnsubscribed(TIdentity id, int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Count} expired or failing observers dropped.")]
    private partial void LogDropped(int count);

    private readonly record struct Entry(TObserver Observer, DateTime LastSeen);
}
