using System.Collections.Concurrent;

namespace OutreachSilo.Live;

/// <summary>Something that connections follow. Its seats say who has seen what.</summary>
internal abstract class Topic
{
    private int _dirty;

    public ConcurrentDictionary<string, Seat> Seats { get; } = new(StringComparer.Ordinal);

    /// <summary>The frame that brings a seat to the newest state, or null when it is there; moves the seat on.</summary>
    public abstract Frame? Next(Seat seat);

    /// <summary>The connection follows no more, or is gone.</summary>
    public virtual void Leave(Viewer viewer) => Seats.TryRemove(viewer.Id, out _);

    /// <summary>True for the one who has to bring it to the broadcaster.</summary>
    public bool MarkDirty() => Interlocked.Exchange(ref _dirty, 1) == 0;

    public void MarkClean() => Volatile.Write(ref _dirty, 0);
}

/// <summary>One connection's place at a topic. Position is touched under the seat's lock only.</summary>
internal sealed class Seat(Viewer viewer, Topic topic)
{
    public Viewer Viewer => viewer;

    public Topic Topic => topic;

    public Lock Lock { get; } = new();

    public Guid Epoch { get; set; }

    public long Version { get; set; }
}
