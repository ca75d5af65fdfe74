namespace Orleans.Embedded;

/// <summary>
/// Where the engine's work runs. The default is the thread pool; a simulation registers its own, draws the next item from a seed and runs
/// everything in one thread. Only in the embedded engine.
/// </summary>
public interface IEngineScheduler
{
    /// <summary>Runs <paramref name="item"/> soon, once, on a thread of the scheduler's choice, never before this call returns.</summary>
    void Queue(IThreadPoolWorkItem item);

    /// <summary>How many turns of one grain may run in a row before it comes back to this scheduler: few share the threads evenly, many are quicker.</summary>
    int TurnsInARow => 64;
}
