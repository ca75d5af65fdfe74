using Orleans.Engine.Calls;
using Orleans.Engine.Turns;
using Orleans.Runtime;

namespace Orleans.Engine.Observers;

/// <summary>
/// Calls to one observer, in the order in which they came, the next one after the last has ended. Bounded: a call too many is dropped and logged.
/// The observer is held weakly, so that one whose owner forgot it can go.
/// </summary>
internal sealed class ObserverQueue(SiloEngine engine, GrainId id, IGrainObserver observer) : CallTarget(engine, engine.Scheduler)
{
    private const int CallsAtMost = 10_000;

    private readonly WeakReference<IGrainObserver> observer = new(observer);
    private readonly Queue<GrainCall> waiting = [];
    private bool isRunning;
    private volatile bool isClosed;

    public GrainId GrainId => id;

    public override string Name => id.ToString();

    protected override IGrainContext? Context => null;

    protected override int QueueLimit => CallsAtMost;

    public void Close() => isClosed = true;

    public override void Admit(GrainCall call)
    {
        if (isRunning) waiting.Enqueue(call);
        else Start(call);
    }

    public override void OnDone(GrainCall call, Exception? failure)
    {
        if (failure is not null) Engine.LogFailure(call, failure);
        End(call);
        isRunning = false;
        while (!isRunning && waiting.TryDequeue(out var next)) Start(next);
    }

    protected override void Refuse(GrainCall call, int limit)
    {
        Engine.LogObserverDropped(call, $"{limit} calls wait already.");
        call.TryFail(new LimitExceededException("Observer", OpenCount, limit, id));
    }

    private void Start(GrainCall call)
    {
        if (!call.IsAbandoned && !isClosed && observer.TryGetTarget(out var target))
        {
            isRunning = true;
            call.StartOnObserver(this, target);
            return;
        }

        Engine.LogObserverDropped(call, "it is gone, or the caller has given up.");
        call.TryFail(new ClientNotAvailableException(id));
        End(call);
    }

    private void End(GrainCall call)
    {
        call.Close();
        Release(call);
    }
}
