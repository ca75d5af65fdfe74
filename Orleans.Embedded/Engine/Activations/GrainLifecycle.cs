using Orleans.Runtime;

namespace Orleans.Engine.Activations;

/// <summary>Steps of one activation.</summary>
internal sealed class GrainLifecycle : IGrainLifecycle
{
    private readonly List<Step> steps = [];
    private int started;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        var step = new Step(this, stage, observer);
        steps.Add(step);
        return step;
    }

    public async Task StartAsync(CancellationToken token)
    {
        steps.Sort((left, right) => left.Stage.CompareTo(right.Stage));
        foreach (var step in steps.ToArray())
        {
            token.ThrowIfCancellationRequested();
            await step.Observer.OnStart(token);
            started++;
        }
    }

    public async Task StopAsync(CancellationToken token)
    {
        for (var i = Math.Min(started, steps.Count) - 1; i >= 0; i--) await steps[i].Observer.OnStop(token);
    }

    private sealed class Step(GrainLifecycle lifecycle, int stage, ILifecycleObserver observer) : IDisposable
    {
        public int Stage => stage;

        public ILifecycleObserver Observer => observer;

        public void Dispose() => lifecycle.steps.Remove(this);
    }
}
