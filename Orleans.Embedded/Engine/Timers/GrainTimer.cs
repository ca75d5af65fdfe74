using Orleans.Engine.Activations;
using Orleans.Engine.Calls;
using Orleans.Runtime;

namespace Orleans.Engine.Timers;

/// <summary>
/// A timer of an activation. A tick takes its place among the requests; the next one is due a period after the end of the last, so that ticks never
/// overlap however slow they are.
/// </summary>
internal abstract class GrainTimer : Request, IGrainTimer
{
    private readonly Activation activation;
    private readonly GrainTimerCreationOptions options;
    private readonly CancellationTokenSource stopped = new();
    private readonly ITimer timer;
    private TimeSpan dueTime;
    private TimeSpan period;
    private bool ticking;
    private bool changed;

    protected GrainTimer(Activation activation, GrainTimerCreationOptions options)
    {
        Validate(options.DueTime, nameof(options.DueTime));
        Validate(options.Period, nameof(options.Period));
        this.activation = activation;
        this.options = options;
        dueTime = options.DueTime;
        period = options.Period;
        using (ExecutionContext.SuppressFlow())
        {
            timer = activation.Engine.Clock.CreateTimer(static state => ((GrainTimer)state!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        activation.Register(this);
    }

    public override bool AlwaysInterleaves => options.Interleave;

    public override bool IsReadOnly => false;

    public override bool KeepsAlive => options.KeepAlive;

    public override Guid ReentrancyId => Guid.Empty;

    public override bool IsAbandoned => stopped.IsCancellationRequested;

    public void Begin() => timer.Change(dueTime, Timeout.InfiniteTimeSpan);

    public override void Run() => activation.Admit(this);

    public override void Start(Activation activation)
    {
        RequestContext.Values = null;
        changed = false;
        Task tick;
        try
        {
            tick = Tick(stopped.Token) ?? Task.CompletedTask;
        }
        catch (Exception exception)
        {
            tick = Task.FromException(exception);
        }

        if (tick.IsCompleted) OnEnd(tick);
        else _ = tick.ContinueWith(static (task, state) => ((GrainTimer)state!).OnEnd(task), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, activation);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, nameof(dueTime));
        Validate(period, nameof(period));
        this.dueTime = dueTime;
        this.period = period;
        changed = true;
        if (!ticking && !stopped.IsCancellationRequested) timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (stopped.IsCancellationRequested) return;
        timer.Dispose();
        activation.Unregister(this);
        stopped.Cancel();
    }

    public override string ToString() => $"timer of {activation.GrainId}";

    protected abstract Task Tick(CancellationToken token);

    private static void Validate(TimeSpan time, string name)
    {
        if (time != Timeout.InfiniteTimeSpan) ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time.TotalMilliseconds, 0xfffffffe, name);
    }

    private void OnDue()
    {
        ticking = true;
        activation.Enqueue(this);
    }

    private void OnEnd(Task tick)
    {
        if (tick.Exception is { } failure) activation.Engine.LogTimerFailed(this, failure.InnerExceptions[0]);
        ticking = false;
        if (!stopped.IsCancellationRequested) timer.Change(changed ? dueTime : period, Timeout.InfiniteTimeSpan);
        activation.OnDone(this);
    }
}
