using Orleans.Embedded;
using Orleans.Engine.Calls;

namespace Orleans.Engine.Turns;

/// <summary>Something that calls are delivered to. Knows its calls that are not yet answered, so that they can time out.</summary>
internal abstract class CallTarget(SiloEngine engine, IEngineScheduler pool) : TurnQueue(pool)
{
    private GrainCall? firstOpen;
    private int openCount;
    private bool watched;

    public SiloEngine Engine => engine;

    /// <summary>How many calls are queued or running.</summary>
    public int OpenCount => Volatile.Read(ref openCount);

    /// <summary>The target's name in messages.</summary>
    public abstract string Name { get; }

    /// <summary>Queues the call, or refuses it if the queue is full.</summary>
    public void Receive(GrainCall call)
    {
        var limit = Math.Max(0, QueueLimit);
        var watch = false;
        bool wake;
        lock (Gate)
        {
            if (limit > 0 && openCount > limit) goto full;
            Link(call);
            wake = Add(call);
            if (!watched) watch = watched = true;
        }

        if (wake) Wake();
        if (watch) engine.Timeouts.Watch(this);
        return;

    full:
        Refuse(call, limit);
    }

    /// <summary>Takes an answered or moved call off the books.</summary>
    public void Release(GrainCall call)
    {
        lock (Gate) Unlink(call);
    }

    /// <summary>Adds the calls that are past their deadline; whether the target still has to be watched.</summary>
    public bool CollectOverdue(long now, List<GrainCall> overdue)
    {
        lock (Gate)
        {
            for (var call = firstOpen; call is not null; call = call.NextOpen)
            {
                if (call.Deadline <= now && !call.IsAnswered) overdue.Add(call);
            }

            return watched = firstOpen is not null;
        }
    }

    /// <summary>Adds the calls that are not answered.</summary>
    public void CollectOpen(List<GrainCall> open)
    {
        lock (Gate)
        {
            for (var call = firstOpen; call is not null; call = call.NextOpen)
            {
                if (!call.IsAnswered) open.Add(call);
            }
        }
    }

    /// <summary>Decides, on a turn, what to do with a call that arrived.</summary>
    public abstract void Admit(GrainCall call);

    /// <summary>Follows, on a turn, when the method has ended and the answer, if anybody waits for one, is given.</summary>
    public abstract void OnDone(GrainCall call, Exception? failure);

    protected abstract int QueueLimit { get; }

    protected abstract void Refuse(GrainCall call, int limit);

    private void Link(GrainCall call)
    {
        call.Target = this;
        call.PreviousOpen = null;
        call.NextOpen = firstOpen;
        if (firstOpen is not null) firstOpen.PreviousOpen = call;
        firstOpen = call;
        openCount++;
    }

    private void Unlink(GrainCall call)
    {
        if (call.PreviousOpen is null && !ReferenceEquals(firstOpen, call)) return;
        if (call.PreviousOpen is null) firstOpen = call.NextOpen;
        else call.PreviousOpen.NextOpen = call.NextOpen;
        if (call.NextOpen is not null) call.NextOpen.PreviousOpen = call.PreviousOpen;
        call.PreviousOpen = call.NextOpen = null;
        openCount--;
    }
}
