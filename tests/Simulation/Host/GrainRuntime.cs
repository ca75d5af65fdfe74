using Orleans.Core;
using Orleans.Timers;
using OutreachSilo.Cluster;

namespace OutreachSilo.Host;

/// <summary>The services that a grain asks of its silo.</summary>
internal sealed class GrainRuntime(Node node) : IGrainRuntime
{
    public string SiloIdentity => node.Process.Name;

    public SiloAddress SiloAddress => SiloAddress.Zero;

    public IGrainFactory GrainFactory => node.Grains;

    public ITimerRegistry TimerRegistry { get; } = new TimerRegistry(node.Process);

    public IServiceProvider ServiceProvider => node.Services;

    public TimeProvider TimeProvider => node.Process.Clock;

    public void DeactivateOnIdle(IGrainContext grainContext) =>
        grainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) => throw new NotSupportedException();

    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext) => throw new NotSupportedException();
}
