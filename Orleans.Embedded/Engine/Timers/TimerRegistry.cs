using Orleans.Engine.Activations;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Engine.Timers;

internal sealed class TimerRegistry : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(grainContext);
        ArgumentNullException.ThrowIfNull(callback);
        if (!ReferenceEquals(RuntimeContext.Current, grainContext) || grainContext is not Activation activation)
            throw new InvalidOperationException("A grain's timer can only be made on the grain's own scheduler, not from Task.Run or another grain.");
        var timer = new GrainTimer<TState>(activation, callback, state, options);
        timer.Begin();
        return timer;
    }
}
