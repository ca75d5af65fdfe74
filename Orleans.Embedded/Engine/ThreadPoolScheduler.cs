using Orleans.Embedded;

namespace Orleans.Engine;

/// <summary>The default: work goes to the pool, near the thread that made it, where its data is warm.</summary>
internal sealed class ThreadPoolScheduler : IEngineScheduler
{
    public void Queue(IThreadPoolWorkItem item) => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: true);
}
