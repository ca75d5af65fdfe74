using Orleans.Engine.Activations;
using Orleans.Runtime;

namespace Orleans.Engine.Timers;

/// <summary>A timer with its callback and what to hand it.</summary>
internal sealed class GrainTimer<TState>(Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    : GrainTimer(activation, options)
{
    protected override Task Tick(CancellationToken token) => callback(state, token);
}
