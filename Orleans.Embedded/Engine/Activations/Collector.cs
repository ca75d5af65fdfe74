namespace Orleans.Engine.Activations;

/// <summary>
/// Ends idle activations. Each is in one bucket, named after the tick at which it can be idle long enough at the earliest; using it does not move
/// it, it is only looked at again then. So a million idle grains cost one list entry each and one look per age.
/// </summary>
internal sealed class Collector(SiloEngine engine) : IThreadPoolWorkItem, IDisposable
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<long, List<Activation>> buckets = [];
    private readonly TimeSpan quantum = engine.Collection.CollectionQuantum;
    private readonly DateTimeOffset start = engine.Clock.GetUtcNow();
    private ITimer? timer;

    public void Track(Activation activation)
    {
        if (activation.Class.CollectionAge == TimeSpan.MaxValue) return;
        Schedule(activation);
    }

    public void Execute()
    {
        foreach (var activation in TakeDue())
        {
            if (activation.IsGone) continue;
            if (activation.IsIdleFor(activation.Class.CollectionAge)) activation.DeactivateIfIdle(activation.Class.CollectionAge);
            Schedule(activation);
        }

        lock (gate)
        {
            if (buckets.Count > 0) timer?.Change(quantum, Timeout.InfiniteTimeSpan);
            else StopTimer();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            StopTimer();
            buckets.Clear();
        }
    }

    private void StopTimer()
    {
        timer?.Dispose();
        timer = null;
    }

    private List<Activation> TakeDue()
    {
        var due = new List<Activation>();
        lock (gate)
        {
            var now = Tick(engine.Clock.GetUtcNow());
            while (buckets.Count > 0 && buckets.First() is var (tick, activations) && tick <= now)
            {
                due.AddRange(activations);
                buckets.Remove(tick);
            }
        }

        return due;
    }

    private void Schedule(Activation activation)
    {
        var left = activation.TimeUntilStale;
        if (left > TimeSpan.FromDays(3650)) left = TimeSpan.FromDays(3650);
        if (left < quantum) left = quantum;
        lock (gate)
        {
            var tick = Tick(engine.Clock.GetUtcNow() + left);
            if (!buckets.TryGetValue(tick, out var bucket)) buckets[tick] = bucket = [];
            bucket.Add(activation);
            timer ??= engine.Clock.CreateTimer(static state => ((Collector)state!).Queue(), this, quantum, Timeout.InfiniteTimeSpan);
        }
    }

    private long Tick(DateTimeOffset time) => (long)Math.Ceiling((time - start) / quantum);

    private void Queue() => engine.Scheduler.Queue(this);
}
