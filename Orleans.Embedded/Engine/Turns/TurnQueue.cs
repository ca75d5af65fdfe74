using Orleans.Embedded;
using Orleans.Runtime;

namespace Orleans.Engine.Turns;

/// <summary>
/// Runs turns and tasks one at a time, in order, wherever the engine's scheduler puts it. While one runs, <see cref="TaskScheduler.Current"/> is
/// this queue, so that whatever is awaited comes back here. Owner of: never two turns of one activation at once.
/// </summary>
internal abstract class TurnQueue(IEngineScheduler pool) : TaskScheduler, IThreadPoolWorkItem
{
    private const int TurnsBeforeYielding = 64;

    [ThreadStatic]
    private static TurnQueue? executing;

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
            for (var left = TurnsBeforeYielding; ; left--)
            {
                object item;
                lock (gate)
                {
                    if (work.Count == 0)
                    {
                        scheduled = false;
                        return;
                    }

                    if (left <= 0) break;
                    item = work.Dequeue();
                }

                if (item is Task task) TryExecuteTask(task);
                else left = RunTurns((Turn)item, left);
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

    // One task stands around a whole run of turns: it is what makes this queue the current scheduler.
    private int RunTurns(Turn first, int left)
    {
        var run = new TurnRun(this, first, left);
        new Task(static state => ((TurnRun)state!).Run(), run, TaskCreationOptions.DenyChildAttach).RunSynchronously(this);
        return run.Left;
    }

    private Turn? NextTurn()
    {
        lock (gate) return work.Count > 0 && work.Peek() is Turn ? (Turn)work.Dequeue() : null;
    }

    private sealed class TurnRun(TurnQueue queue, Turn first, int left)
    {
        public int Left { get; private set; } = left;

        public void Run()
        {
            var clean = ExecutionContext.Capture()!;
            for (var turn = first; turn is not null; turn = --Left > 0 ? queue.NextTurn() : null)
            {
                turn.Run();
                ExecutionContext.Restore(clean);
            }
        }
    }
}
