using Orleans.Runtime;

namespace Orleans.Engine.Reminders;

/// <summary>Knows when each reminder is due next and rings it; one timer for all of them.</summary>
internal sealed class ReminderClock(SiloEngine engine) : IThreadPoolWorkItem
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(20);

    private readonly Lock gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), Beat> beats = [];
    private readonly PriorityQueue<Beat, DateTime> due = new();
    private ITimer? timer;
    private bool isStopped;

    public void Set(ReminderEntry entry)
    {
        lock (gate)
        {
            Add(entry);
            Arm();
        }
    }

    public void Remove(GrainId grain, string name)
    {
        lock (gate) beats.Remove((grain, name));
    }

    /// <summary>Takes over the table's rows: new and changed ones begin, missing ones end, the others go on undisturbed.</summary>
    public void Replace(IEnumerable<ReminderEntry> entries)
    {
        lock (gate)
        {
            var gone = beats.Keys.ToHashSet();
            foreach (var entry in entries)
            {
                gone.Remove((entry.GrainId, entry.ReminderName));
                if (!beats.TryGetValue((entry.GrainId, entry.ReminderName), out var beat) || beat.Entry.ETag != entry.ETag) Add(entry);
            }

            foreach (var key in gone) beats.Remove(key);
            Arm();
        }
    }

    public void Stop()
    {
        lock (gate)
        {
            isStopped = true;
            timer?.Dispose();
        }
    }

    public void Execute()
    {
        var ringing = new List<Beat>();
        lock (gate)
        {
            var now = Now();
            while (due.TryPeek(out var beat, out var at) && at <= now)
            {
                due.Dequeue();
                if (IsCurrent(beat)) ringing.Add(beat);
            }

            Arm();
        }

        foreach (var beat in ringing) _ = RingAsync(beat);
    }

    private async Task RingAsync(Beat beat)
    {
        var entry = beat.Entry;
        try
        {
            var grain = engine.References.GetGrain<IRemindable>(entry.GrainId);
            await grain.ReceiveReminder(entry.ReminderName, new(entry.StartAt, entry.Period, Now()));
        }
        catch (Exception exception)
        {
            engine.LogReminderFailed(entry.ReminderName, entry.GrainId, exception);
        }

        lock (gate)
        {
            if (!IsCurrent(beat)) return;
            due.Enqueue(beat, beat.NextAfter(Now()));
            Arm();
        }
    }

    private void Add(ReminderEntry entry)
    {
        var beat = new Beat(entry);
        beats[(entry.GrainId, entry.ReminderName)] = beat;
        due.Enqueue(beat, beat.FirstAt(Now()));
    }

    private bool IsCurrent(Beat beat) => beats.TryGetValue((beat.Entry.GrainId, beat.Entry.ReminderName), out var current) && ReferenceEquals(current, beat);

    private void Arm()
    {
        if (isStopped || !due.TryPeek(out _, out var at)) return;
        var wait = at - Now();
        if (wait < TimeSpan.Zero) wait = TimeSpan.Zero;
        timer ??= engine.Clock.CreateTimer(static state => ((ReminderClock)state!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }

    private DateTime Now() => engine.Clock.GetUtcNow().UtcDateTime;

    private void OnDue() => engine.Scheduler.Queue(this);

    private sealed class Beat(ReminderEntry entry)
    {
        public ReminderEntry Entry => entry;

        public DateTime FirstAt(DateTime now) => entry.StartAt >= now ? entry.StartAt : NextAfter(now);

        public DateTime NextAfter(DateTime now)
        {
            if (entry.StartAt > now) return entry.StartAt;
            if (entry.Period <= TimeSpan.Zero) return now;
            var beatsSince = (now - entry.StartAt).Ticks / entry.Period.Ticks;
            return entry.StartAt + TimeSpan.FromTicks(entry.Period.Ticks * (beatsSince + 1));
        }
    }
}
