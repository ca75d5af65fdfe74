using Microsoft.Extensions.DependencyInjection;
using Orleans.Core;
using Orleans.Engine.Activations;
using Orleans.Engine.Storage;
using Orleans.Engine.Timers;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Engine;

/// <summary>What grains rest on.</summary>
internal sealed class EngineRuntime(SiloEngine engine) : IGrainRuntime
{
    private readonly TimerRegistry timers = new();

    public string SiloIdentity => "embedded";

    public IGrainFactory GrainFactory => engine.References;

    public ITimerRegistry TimerRegistry => timers;

    public IServiceProvider ServiceProvider => engine.Services;

    public TimeProvider TimeProvider => engine.Clock;

    public void DeactivateOnIdle(IGrainContext grainContext) =>
        grainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateOnIdle)} was called."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) => ((Activation)grainContext).DelayDeactivation(timeSpan);

    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext)
    {
        var activation = (Activation)grainContext;
        return new PersistentState<TGrainState>(activation, "state", PersistentStates.StorageOf(activation));
    }
}
