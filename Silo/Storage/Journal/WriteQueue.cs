using System.Diagnostics.CodeAnalysis;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>What waits for the writer: bounded, first in first out.</summary>
[SuppressMessage("Reliability", "MA0158:Use System.Threading.Lock", Justification = "The writer sleeps on this object; Lock has no Wait.")]
internal sealed class WriteQueue(StorageOptions options)
{
    public const int WritesMax = 64;

    private readonly object gate = new();
    private readonly Queue<PendingAppend> appends = [];
    private readonly Queue<PendingWrite> writes = [];
    private JournalUnavailableException? closedBy;
    private long bytes;
    private bool sleeping;
    private bool ending;

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
            Wake();
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
    /// nothing does. False once the queue has ended and is empty.
    /// </summary>
    public bool Take(List<PendingAppend> batch, TimeSpan patience, out PendingWrite? write)
    {
        lock (gate)
        {
            if (appends.Count == 0 && writes.Count == 0 && !ending)
            {
                sleeping = true;
                Monitor.Wait(gate, patience);
                sleeping = false;
            }

            var rows = 0;
            var size = 0L;
            while (appends.TryPeek(out var next))
            {
                var isFull = rows + next.Entries.Count > options.BatchRowsMax || size + next.Bytes > StorageOptions.BatchBytesMax;
                if (batch.Count > 0 && isFull) break;
                rows += next.Entries.Count;
                size += next.Bytes;
                batch.Add(appends.Dequeue());
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
                late.Add(appends.Dequeue());
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

    private void Wake()
    {
        if (sleeping) Monitor.Pulse(gate);
    }
}
