using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Engine;

/// <summary>The silo's view of itself.</summary>
[GrainType("sys.management"), Reentrant]
internal sealed class ManagementGrain(SiloEngine engine) : Grain, IManagementGrain
{
    public Task ForceActivationCollection(TimeSpan ageLimit)
    {
        var idle = engine.Directory.All.Where(activation => activation.IsIdleFor(ageLimit)).ToList();
        foreach (var activation in idle) activation.DeactivateIfIdle(ageLimit);
        return Task.CompletedTask;
    }

    public Task<int> GetTotalActivationCount() => Task.FromResult(engine.Directory.Count);
}
