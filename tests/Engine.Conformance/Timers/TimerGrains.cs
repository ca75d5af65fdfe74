using Orleans.Concurrency;
using Orleans.Runtime;
using OutreachSilo.Hosting;

namespace OutreachSilo.Timers;

internal interface ITimerGrain : IGrainWithStringKey
{
    Task Begin(TimeSpan dueTime, TimeSpan period, bool interleave, bool keepAlive);

    Task BeginSlow(TimeSpan period, string gate);

    Task BeginFailing(TimeSpan period);

    Task BeginComparingSchedulers(TimeSpan period);

    Task Change(TimeSpan dueTime, TimeSpan period);

    Task Stop();

    Task End();

    Task Hold(string gate);

    [AlwaysInterleave]
    Task Ping();
}

internal sealed class TimerGrain(Signals signals) : Grain, ITimerGrain
{
    private IGrainTimer? timer;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        signals.Note("deactivated");
        return Task.CompletedTask;
    }

    public Task Begin(TimeSpan dueTime, TimeSpan period, bool interleave, bool keepAlive)
    {
        timer = this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(dueTime, period) { Interleave = interleave, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task BeginSlow(TimeSpan period, string gate)
    {
        timer = this.RegisterGrainTimer(TickSlowly, gate, new GrainTimerCreationOptions(period, period) { Interleave = true });
        return Task.CompletedTask;
    }

    public Task BeginFailing(TimeSpan period)
    {
        timer = this.RegisterGrainTimer(Fail, period, period);
        return Task.CompletedTask;
    }

    public Task BeginComparingSchedulers(TimeSpan period)
    {
        var mine = TaskScheduler.Current;
        timer = this.RegisterGrainTimer(
            (scheduler, _) =>
            {
                signals.Note(TaskScheduler.Current == scheduler ? "same scheduler" : "other scheduler");
                return Task.CompletedTask;
            },
            mine,
            period,
            period);
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan dueTime, TimeSpan period)
    {
        timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task Hold(string gate)
    {
        signals.Note("holds");
        await signals.Gate(gate);
    }

    public Task Ping() => Task.CompletedTask;

    private Task Tick()
    {
        signals.Note("tick");
        return Task.CompletedTask;
    }

    private async Task TickSlowly(string gate, CancellationToken token)
    {
        signals.Note("slow begins");
        await signals.Gate(gate);
    }

    private Task Fail()
    {
        signals.Note("fails");
        throw new InvalidOperationException("Not today.");
    }
}
