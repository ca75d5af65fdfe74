using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>Makes timers of activations.</summary>
public interface ITimerRegistry
{
    /// <summary>Registers a timer that dies with the activation.</summary>
    IGrainTimer RegisterGrainTimer<TState>(IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options);
}
