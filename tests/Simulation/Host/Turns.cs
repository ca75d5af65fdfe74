using OutreachSilo.Machine;

namespace OutreachSilo.Host;

/// <summary>One grain's turns: one at a time, in order, each a step of its process.</summary>
internal sealed class Turns(Process process, IGrainContext grain) : TaskScheduler, IWorkItemScheduler
{
    private readonly Queue<Task> waiting = new();

    public void QueueTask(Action action) => new Task(action, TaskCreationOptions.DenyChildAttach).Start(this);

    void IWorkItemScheduler.QueueAction(Action action) => QueueTask(action);

    void IWorkItemScheduler.QueueAction(Action<object> action, object state) => QueueTask(() => action(state));

    void IWorkItemScheduler.QueueTask(Task task) => task.Start(this);

    protected override void QueueTask(Task task)
    {
        waiting.Enqueue(task);
        if (waiting.Count == 1) Ready();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => waiting;

    private void Ready() => new Task(TakeTurn, TaskCreationOptions.DenyChildAttach).Start(process.Scheduler);

    private void TakeTurn()
    {
        CurrentGrain.Set(null, grain, out var before);
        if (!TryExecuteTask(waiting.Peek())) throw new InvalidOperationException("It ran before.");
        CurrentGrain.Set(null, before, out _);
        _ = waiting.Dequeue();
        if (waiting.Count > 0) Ready();
    }
}
