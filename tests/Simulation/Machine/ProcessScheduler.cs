using Orleans.Embedded;

namespace OutreachSilo.Machine;

/// <summary>Takes both the engine's work and the continuations of everything else in the process; the world draws what runs next.</summary>
internal sealed class ProcessScheduler(Process process) : TaskScheduler, IEngineScheduler
{
    /// <summary>One, so that anything may come between two turns of a grain.</summary>
    public int TurnsInARow => 1;

    public void Queue(IThreadPoolWorkItem item) =>
        new Task(static state => ((IThreadPoolWorkItem)state!).Execute(), item, TaskCreationOptions.DenyChildAttach).Start(this);

    public void Run(Task task) => TryExecuteTask(task);

    protected override void QueueTask(Task task) => process.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
