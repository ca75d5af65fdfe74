using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;
using Orleans.Timers;
using OutreachSilo.Machine;

namespace OutreachSilo.Host;

/// <summary>Timers of grains: the period begins when the callback has ended, and a tick is a call among the grain's others.</summary>
internal sealed class Timers(Process process) : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(process, (Activation)grainContext, () => callback(state, CancellationToken.None), options.Interleave);
        ((Activation)grainContext).Own(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public IDisposable RegisterTimer(IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        RegisterGrainTimer(grainContext, (_, _) => callback(state), state, new() { DueTime = dueTime, Period = period, Interleave = true });

    private sealed class GrainTimer(Process process, Activation grain, Func<Task> callback, bool interleaves) : IGrainTimer
    {
        private Alarm? next;
        private TimeSpan period;
        private bool isDisposed, isTicking, wasChanged;

        public void Change(TimeSpan dueTime, TimeSpan period)
        {
            next?.Cancel();
            (next, this.period, wasChanged) = (null, period, true);
            if (!isDisposed && dueTime >= TimeSpan.Zero) next = process.After(dueTime, Tick);
        }

        public void Dispose()
        {
            isDisposed = true;
            next?.Cancel();
        }

        private void Tick()
        {
            if (isTicking) wasChanged = false;
            else if (!isDisposed) grain.Receive(new Call(grain.GrainId, interleaves ? InvokeMethodOptions.AlwaysInterleave : default, Run, static _ => { }));
        }

        private async ValueTask<Response> Run(ITargetHolder target)
        {
            (isTicking, wasChanged) = (true, false);
            try
            {
                if (!isDisposed) await callback();
            }
            catch (Exception)
            {
                // as Orleans: logged, and ticks on
            }

            isTicking = false;
            if (!wasChanged && !isDisposed && period > TimeSpan.Zero) next = process.After(period, Tick);
            return Response.Completed;
        }
    }
}
