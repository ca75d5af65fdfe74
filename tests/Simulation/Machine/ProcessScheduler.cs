namespace OutreachSilo.Machine;

/// <summary>Takes the turns of grains and the continuations of everything else in the process; the world draws what runs next.</summary>
internal sealed class ProcessScheduler(Process process) : TaskScheduler
{
    public void Run(Task task) => TryExecuteTask(task);

    protected override void QueueTask(Task task) => process.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
