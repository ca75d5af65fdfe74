using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;
using Orleans.Timers;
using OutreachSilo.Machine;

namespace OutreachSilo.Host;

/// <summary>Timers of grains: a tick is a call among the grain's others, and the period begins when the callback has ended.</summary>
internal sealed class TimerRegistry(Process process) : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        var activation = (Activation)grainContext;
        var timer = new GrainTimer(process, activation, token => callback(state, token), options);
        activation.Own(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public IDisposable RegisterTimer(
        IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        RegisterGrainTimer(grainContext, (_, _) => callback(state), state, new() { DueTime = dueTime, Period = period, Interleave = true });

    private sealed class GrainTimer(
        Process process, Activation grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) : IGrainTimer
    {
        private readonly InvokeMethodOptions interleaving = options.Interleave ? InvokeMethodOptions.AlwaysInterleave : default;
        private readonly CancellationTokenSource disposed = new();
        private Alarm? next;
        private TimeSpan period;
        private bool isTicking, wasChanged;

        public void Change(TimeSpan dueTime, TimeSpan period)
        {
            next?.Cancel();
            (next, this.period, wasChanged) = (null, period, true);
            if (!disposed.IsCancellationRequested && dueTime >= TimeSpan.Zero) next = process.After(dueTime, Tick);
        }

        public void Dispose()
        {
            disposed.Cancel();
            next?.Cancel();
        }

        private void Tick()
        {
            if (isTicking) wasChanged = false;
            else if (!disposed.IsCancellationRequested)
                grain.Receive(new Call(grain.GrainId, interleaving, Run, static _ => { }, options.KeepAlive));
        }

        private async ValueTask<Response> Run(ITargetHolder target)
        {
            (isTicking, wasChanged) = (true, false);
            try
            {
                if (!disposed.IsCancellationRequested) await callback(disposed.Token);
            }
            catch (Exception fault)
            {
                grain.Log("A timer", fault);
            }

            isTicking = false;
            if (!wasChanged && !disposed.IsCancellationRequested && period > TimeSpan.Zero) next = process.After(period, Tick);
            return Response.Completed;
        }
    }
}
