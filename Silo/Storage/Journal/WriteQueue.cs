using System.Diagnostics.CodeAnalysis;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>What waits for one writer: bounded, first in first out.</summary>
[SuppressMessage("Reliability", "MA0158:Use System.Threading.Lock", Justification = "The writer sleeps on this object; Lock has no Wait.")]
internal sealed class WriteQueue(StorageOptions options)
{
    public const int WritesMax = 64;

    /// <summary>How long what can wait waits for company.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(5);

    private readonly object gate = new();
    private readonly Queue<PendingAppend> appends = [];
    private readonly Queue<PendingWrite> writes = [];
    private JournalUnavailableException? closedBy;
    private long bytes;
    private int urgent;
    private bool sleeping;
    private bool lingering;
    private bool ending;

    public int Depth
    {
        get { lock (gate) return appends.Count; }
    }

    /// <summary>False when the queue does not take anything at the moment; then nothing was queued and <paramref name="why"/> says why.</summary>
    /// <exception cref="JournalBusyException">The queue is full.</exception>
    public bool TryAdd(PendingAppend append, [NotNullWhen(false)] out JournalUnavailableException? why)
    {
        lock (gate)
        {
            why = closedBy;
            if (why is not null) return false;
            if (appends.Count >= options.QueueAppendsMax || bytes + append.Bytes > options.QueueBytesMax)
                throw new JournalBusyException("Too many changes are waiting to be written.");
            appends.Enqueue(append);
            bytes += append.Bytes;
            if (!append.CanWait) urgent++;
            if (!append.CanWait || !lingering) Wake();
            return true;
        }
    }

    /// <inheritdoc cref="TryAdd(PendingAppend, out JournalUnavailableException?)"/>
    public bool TryAdd(PendingWrite write, [NotNullWhen(false)] out JournalUnavailableException? why)
    {
        lock (gate)
        {
            why = closedBy;
            if (why is not null) return false;
            if (writes.Count >= WritesMax) throw new JournalBusyException("Too many imports are waiting to be written.");
            writes.Enqueue(write);
            Wake();
            return true;
        }
    }

    /// <summary>
    /// Moves all that waits, up to the limits of a batch, into <paramref name="batch"/>; sleeps at most <paramref name="patience"/> while
    /// nothing does, and at most <see cref="Linger"/> while only what can wait does. False once the queue has ended and is empty.
    /// </summary>
    /// <param name="quiet">Nobody is in a hurry: the sleep was slept out.</param>
    public bool Take(List<PendingAppend> batch, TimeSpan patience, out PendingWrite? write, out bool quiet)
    {
        lock (gate)
        {
            quiet = false;
            while (urgent == 0 && writes.Count == 0 && !ending && !quiet)
            {
                lingering = appends.Count > 0;
                sleeping = true;
                quiet = !Monitor.Wait(gate, appends.Count > 0 ? Linger : patience);
                sleeping = false;
            }

            var rows = 0;
            var size = 0L;
            while (appends.TryPeek(out var next) && (batch.Count == 0 || (rows + next.Entries.Count <= options.BatchRowsMax && size + next.Bytes <= options.BatchBytesMax)))
            {
                rows += next.Entries.Count;
                size += next.Bytes;
                batch.Add(Dequeue());
            }

            bytes -= size;
            return writes.TryDequeue(out write) || batch.Count > 0 || !ending;
        }
    }

    /// <summary>Takes out what was queued before a timestamp; everything when that is the last one.</summary>
    public void TakeExpired(long before, List<PendingAppend> late, List<PendingWrite> lateWrites)
    {
        lock (gate)
        {
            while (appends.TryPeek(out var append) && append.QueuedAt < before)
            {
                bytes -= append.Bytes;
                late.Add(Dequeue());
            }

            while (writes.TryPeek(out var write) && write.QueuedAt < before) lateWrites.Add(writes.Dequeue());
        }
    }

    /// <summary>From now on everything is turned away at once, until null is given.</summary>
    public void TurnAway(JournalUnavailableException? why)
    {
        lock (gate)
            if (!ending)
                closedBy = why;
    }

    /// <summary>Takes nothing more; what waits is still written.</summary>
    public void End()
    {
        lock (gate)
        {
            ending = true;
            closedBy = new JournalUnavailableException("The service is stopping.");
            Monitor.PulseAll(gate);
        }
    }

    private PendingAppend Dequeue()
    {
        var append = appends.Dequeue();
        if (!append.CanWait) urgent--;
        return append;
    }

    private void Wake()
    {
        if (sleeping) Monitor.Pulse(gate);
    }
}
