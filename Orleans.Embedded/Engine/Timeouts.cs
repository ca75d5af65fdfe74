using Orleans.Engine.Calls;
using Orleans.Engine.Turns;
using Orleans.Runtime;

namespace Orleans.Engine;

/// <summary>
/// Breaks the promises of calls that are past their deadline. It looks every second, only at targets that have had calls since the last look, so that
/// a call costs no timer and an idle engine none at all.
/// </summary>
internal sealed class Timeouts(SiloEngine engine) : IThreadPoolWorkItem
{
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly TimeSpan period = engine.Messaging.ResponseTimeout < LongestPeriod ? engine.Messaging.ResponseTimeout : LongestPeriod;
    private List<CallTarget> watched = [];
    private ITimer? timer;
    private bool armed;

    public void Watch(CallTarget target)
    {
        lock (gate)
        {
            watched.Add(target);
            Arm();
        }
    }

    public void Execute()
    {
        List<CallTarget> targets;
        lock (gate)
        {
            armed = false;
            (targets, watched) = (watched, []);
        }

        var overdue = new List<GrainCall>();
        var now = engine.Clock.GetTimestamp();
        var still = targets.FindAll(target => target.CollectOverdue(now, overdue));
        Break(overdue, still);
        lock (gate)
        {
            watched.AddRange(still);
            if (watched.Count > 0) Arm();
        }
    }

    /// <summary>The silo is gone: nobody shall wait for ever.</summary>
    public void FailAll()
    {
        var open = new List<GrainCall>();
        lock (gate)
        {
            foreach (var target in watched) target.CollectOpen(open);
            timer?.Dispose();
        }

        foreach (var call in open) call.TryFail(new SiloUnavailableException($"The silo has shut down and can no longer process the request: {call}."));
    }

    private void Break(List<GrainCall> overdue, List<CallTarget> targets)
    {
        if (overdue.Count == 0) return;
        var chains = new CallChains(targets);
        var messages = overdue.ConvertAll(call => $"Response did not arrive on time in {TimeoutOf(call)} for message: {call}. {chains.Describe(call)}");
        for (var i = 0; i < overdue.Count; i++)
        {
            if (!overdue[i].TryFail(new TimeoutException(messages[i]))) continue;
            engine.LogTimeout(messages[i]);
            if (engine.Messaging.CancelRequestOnTimeout) overdue[i].TryCancel();
        }
    }

    private TimeSpan TimeoutOf(GrainCall call) => call.Shape.Timeout ?? engine.Messaging.ResponseTimeout;

    private void Arm()
    {
        if (armed) return;
        armed = true;
        timer ??= engine.Clock.CreateTimer(static state => ((Timeouts)state!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(period, Timeout.InfiniteTimeSpan);
    }

    private void OnDue() => engine.Scheduler.Queue(this);
}
