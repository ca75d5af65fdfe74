using Orleans.Embedded;
using Orleans.Runtime;

namespace Orleans.Engine.Turns;

/// <summary>
/// Runs turns and tasks one at a time, in order, wherever the engine's scheduler puts it. While one runs, <see cref="TaskScheduler.Current"/> is
/// this queue, so that whatever is awaited comes back here. Owner of: never two turns of one activation at once.
/// </summary>
internal abstract class TurnQueue(IEngineScheduler pool) : TaskScheduler, IThreadPoolWorkItem
{
    [ThreadStatic]
    private static TurnQueue? executing;

    // How the run of turns on this thread goes; by thread, because a drained queue may begin its next run on another one.
    [ThreadStatic]
    private static Run run;

    private readonly Lock gate = new();
    private WorkRing work;
    private bool scheduled;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Whether the calling thread is inside one of this queue's turns.</summary>
    protected bool IsExecuting => ReferenceEquals(executing, this);

    /// <summary>The activation to show to code that runs here; null for none.</summary>
    protected abstract IGrainContext? Context { get; }

    /// <summary>Guards the queue, and whatever a subclass changes together with it.</summary>
    protected Lock Gate => gate;

    public void Enqueue(Turn turn)
    {
        bool wake;
        lock (gate) wake = Add(turn);
        if (wake) pool.Queue(this);
    }

    void IThreadPoolWorkItem.Execute()
    {
        var outerQueue = executing;
        var outerContext = RuntimeContext.Current;
        executing = this;
        RuntimeContext.Current = Context;
        try
        {
            for (var left = pool.TurnsInARow; left > 0; left--)
            {
                if (Next() is not { } item) return;
                if (item is Task task) TryExecuteTask(task);
                else if (!TryRunTurns((Turn)item, ref left)) return;
            }

            pool.Queue(this);
        }
        finally
        {
            executing = outerQueue;
            RuntimeContext.Current = outerContext;
        }
    }

    /// <summary>Adds an item under <see cref="Gate"/>; whether <see cref="Wake"/> is due after leaving it.</summary>
    protected bool Add(object item)
    {
        work.Enqueue(item);
        if (scheduled) return false;
        scheduled = true;
        return true;
    }

    protected void Wake() => pool.Queue(this);

    protected override void QueueTask(Task task)
    {
        bool wake;
        lock (gate) wake = Add(task);
        if (wake) pool.Queue(this);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => IsExecuting && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private object? Next()
    {
        lock (gate)
        {
            if (work.Count > 0) return work.Dequeue();
            scheduled = false;
            return null;
        }
    }

    // One task stands around a whole run of turns: it is what makes this queue the current scheduler. False if nothing is left to do, in which case
    // the queue may already run elsewhere again and must not be touched any more.
    private bool TryRunTurns(Turn first, ref int left)
    {
        run.First = first;
        run.Left = left;
        run.IsDrained = false;
        new Task(static queue => ((TurnQueue)queue!).RunTurns(), this, TaskCreationOptions.DenyChildAttach).RunSynchronously(this);
        left = run.Left;
        return !run.IsDrained;
    }

    private void RunTurns()
    {
        var outer = run;
        var clean = ExecutionContext.Capture()!;
        var turn = outer.First!;
        while (true)
        {
            turn.Run();
            ExecutionContext.Restore(clean);
            if (--outer.Left <= 0) break;
            lock (gate)
            {
                if (work.Count == 0)
                {
                    scheduled = false;
                    outer.IsDrained = true;
                    break;
                }

                if (work.Peek() is not Turn) break;
                turn = (Turn)work.Dequeue();
            }
        }

        outer.First = null;
        run = outer;
    }

    private struct Run
    {
        public Turn? First;
        public int Left;
        public bool IsDrained;
    }
}
