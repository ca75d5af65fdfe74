using Orleans.Core;
using Orleans.Timers;

namespace Orleans.Runtime;

/// <summary>What <see cref="Grain"/> rests on.</summary>
public interface IGrainRuntime
{
    /// <summary>The silo as text.</summary>
    string SiloIdentity { get; }

    /// <summary>References to grains.</summary>
    IGrainFactory GrainFactory { get; }

    /// <summary>Timers of activations.</summary>
    ITimerRegistry TimerRegistry { get; }

    /// <summary>The host's services.</summary>
    IServiceProvider ServiceProvider { get; }

    /// <summary>The clock of everything that waits.</summary>
    TimeProvider TimeProvider => TimeProvider.System;

    /// <summary>Ends the activation once its running requests are done.</summary>
    void DeactivateOnIdle(IGrainContext grainContext);

    /// <summary>Keeps the collector away for at least this long.</summary>
    void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan);

    /// <summary>The stored state of a <see cref="Grain{TGrainState}"/>.</summary>
    IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext);
}
