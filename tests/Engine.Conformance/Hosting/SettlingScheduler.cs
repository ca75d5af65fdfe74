using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded;
using Orleans.Hosting;

namespace OutreachSilo.Hosting;

/// <summary>The thread pool, but it can say when nothing is left to do. Left out of the build on the other engine.</summary>
internal sealed class SettlingScheduler : IEngineScheduler
{
    private readonly Lock gate = new();
    private TaskCompletionSource? settled;
    private int open;

    public void Queue(IThreadPoolWorkItem item)
    {
        lock (gate) open++;
        ThreadPool.UnsafeQueueUserWorkItem(new Counted(this, item), preferLocal: true);
    }

    public Task Settled()
    {
        lock (gate) return open == 0 ? Task.CompletedTask : (settled ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    private void OnDone()
    {
        lock (gate)
        {
            if (--open > 0) return;
            settled?.SetResult();
            settled = null;
        }
    }

    private sealed class Counted(SettlingScheduler scheduler, IThreadPoolWorkItem item) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            try
            {
                item.Execute();
            }
            finally
            {
                scheduler.OnDone();
            }
        }
    }
}

/// <summary>Time moves on only when the silo has done what was due before.</summary>
internal sealed partial class ConformanceHost
{
    static partial void PrepareEngine(ISiloBuilder silo) =>
        silo.Services.AddSingleton<SettlingScheduler>().AddSingleton<IEngineScheduler>(provider => provider.GetRequiredService<SettlingScheduler>());

    partial void Settle(ref Task settled) => settled = Services.GetRequiredService<SettlingScheduler>().Settled();
}
