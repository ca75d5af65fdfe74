using OutreachSilo.Machine;

namespace OutreachSilo.Host;

/// <summary>Runs the turns of one grain: one at a time, in order, each as a step of its process.</summary>
internal sealed class TurnScheduler(Process process, IGrainContext grain) : TaskScheduler, IWorkItemScheduler
{
    private readonly Queue<Task> waiting = new();

    public void QueueTask(Action action) => new Task(action, TaskCreationOptions.DenyChildAttach).Start(this);

    void IWorkItemScheduler.QueueAction(Action action) => QueueTask(action);

    void IWorkItemScheduler.QueueAction(Action<object> action, object state) => QueueTask(() => action(state));

    void IWorkItemScheduler.QueueTask(Task task) => task.Start(this);

    protected override void QueueTask(Task task)
    {
        waiting.Enqueue(task);
        if (waiting.Count == 1) QueueTurn();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => waiting;

    private void QueueTurn() => new Task(RunTurn, TaskCreationOptions.DenyChildAttach).Start(process.Scheduler);

    private void RunTurn()
    {
        CurrentGrain.Set(null, grain, out var before);
        if (!TryExecuteTask(waiting.Peek())) throw new InvalidOperationException("The turn has run before.");
        CurrentGrain.Set(null, before, out _);
        _ = waiting.Dequeue();
        if (waiting.Count > 0) QueueTurn();
    }
}
