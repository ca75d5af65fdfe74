using Orleans.Engine.Calls;
using Orleans.Engine.Timers;
using Orleans.Engine.Turns;
using Orleans.Runtime;

namespace Orleans.Engine.Activations;

/// <summary>Beginning and end of an activation.</summary>
internal sealed partial class Activation
{
    private TaskCompletionSource? deactivated;
    private DeactivationReason? reason;
    private HashSet<GrainTimer>? timers;
    private Exception? activationFailure;
    private bool drains;
    private bool served;
    private bool ending;
    private volatile bool gone;

    public Task Deactivated
    {
        get
        {
            if (gone) return Task.CompletedTask;
            Interlocked.CompareExchange(ref deactivated, new(TaskCreationOptions.RunContinuationsAsynchronously), null);
            if (gone) deactivated.TrySetResult();
            return deactivated.Task;
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (IsExecuting) BeginDeactivation(deactivationReason);
        else Enqueue(new DeactivateTurn(this, deactivationReason));
    }

    /// <summary>Ends the activation if it is still idle when the turn comes.</summary>
    public void DeactivateIfIdle(TimeSpan age) => Enqueue(new CollectTurn(this, age));

    public void Register(GrainTimer timer) => (timers ??= []).Add(timer);

    public void Unregister(GrainTimer timer) => timers?.Remove(timer);

    private void BeginActivation(Dictionary<string, object>? requestContext)
    {
        status = ActivationStatus.Activating;
        RequestContext.Values = requestContext;
        _ = ActivateAsync();
    }

    private async Task ActivateAsync()
    {
        try
        {
            Instance = Class.Create(this);
            var grain = Instance as IGrainBase;
            if (lifecycle is not null || grain is not null)
            {
                using var deadline = new CancellationTokenSource(Engine.Collection.ActivationTimeout, Engine.Clock);
                if (lifecycle is not null) await lifecycle.StartAsync(deadline.Token).WaitAsync(deadline.Token);
                if (grain is not null) await grain.OnActivateAsync(deadline.Token).WaitAsync(deadline.Token);
            }
        }
        catch (Exception exception)
        {
            FailActivation(exception);
            return;
        }

        status = ActivationStatus.Valid;
        Touch();
        Engine.Collector.Track(this);
        if (reason is not null)
        {
            status = ActivationStatus.Deactivating;
            await EndAsync(wasValid: false);
            return;
        }

        StartWaiting();
    }

    private void FailActivation(Exception exception)
    {
        Engine.LogActivationFailed(this, exception);
        activationFailure = exception;
        reason = new(DeactivationReasonCode.ActivationFailed, exception, "Failed to activate grain.");
        status = ActivationStatus.Deactivating;
        _ = EndAsync(wasValid: false);
    }

    private void BeginDeactivation(DeactivationReason why)
    {
        switch (status)
        {
            case ActivationStatus.Fresh:
                reason = why;
                status = ActivationStatus.Deactivating;
                _ = EndAsync(wasValid: false);
                break;
            case ActivationStatus.Activating:
                reason ??= why;
                break;
            case ActivationStatus.Valid:
                reason ??= why;
                drains |= why.ReasonCode == DeactivationReasonCode.ShuttingDown;
                if (!drains) status = ActivationStatus.Deactivating;
                if (!admission.IsRunningAny) OnIdle();
                break;
            default:
                break;
        }
    }

    private void OnIdle()
    {
        if (reason is null) return;
        if (status == ActivationStatus.Valid && drains && admission.IsEmpty) status = ActivationStatus.Deactivating;
        if (status == ActivationStatus.Deactivating && !ending) _ = EndAsync(wasValid: true);
    }

    private async Task EndAsync(bool wasValid)
    {
        ending = true;
        DisposeTimers();
        using var deadline = new CancellationTokenSource(Engine.Collection.DeactivationTimeout, Engine.Clock);
        if (wasValid && Instance is IGrainBase grain)
            await Guarded(() => grain.OnDeactivateAsync(reason!.Value, deadline.Token), nameof(IGrainBase.OnDeactivateAsync), deadline.Token);
        if (lifecycle is not null)
            await Guarded(() => lifecycle.StopAsync(deadline.Token), nameof(ILifecycleObserver.OnStop), deadline.Token);

        Engine.Directory.Remove(this);
        status = ActivationStatus.Gone;
        await Guarded(DisposeInstanceAsync, nameof(IDisposable.Dispose), CancellationToken.None);
        Instance = null;
        while (admission.TakeWaiting() is { } request)
        {
            if (activationFailure is null) MoveOn(request);
            else Reject(request, activationFailure);
        }

        gone = true;
        deactivated?.TrySetResult();
    }

    private async Task Guarded(Func<Task> step, string name, CancellationToken deadline)
    {
        try
        {
            await step().WaitAsync(deadline);
        }
        catch (Exception exception)
        {
            Engine.LogDeactivationStepFailed(this, name, exception);
        }
    }

    private async Task DisposeInstanceAsync()
    {
        if (Instance is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
        else if (Instance is IDisposable disposable) disposable.Dispose();
        if (scope is { } services) await services.DisposeAsync();
        scope = null;
    }

    // A call waits for the next activation, unless its activations end again and again before they serve anything.
    private void MoveOn(Request request)
    {
        if (request is not GrainCall call) return;
        Release(call);
        if (call.IsAbandoned) call.Close();
        else if (!served && ++call.Forwards > Engine.MaxForwards)
            Reject(call, new OrleansMessageRejectionException($"{call} was sent on {Engine.MaxForwards} times; its activations end before they serve anything: {reason}"));
        else Engine.Deliver(call);
    }

    private void Reject(Request request, Exception exception)
    {
        if (request is not GrainCall call) return;
        Release(call);
        call.TryFail(exception);
        call.Close();
    }

    private void DisposeTimers()
    {
        if (timers is null) return;
        var all = timers;
        timers = null;
        foreach (var timer in all) timer.Dispose();
    }

    private sealed class DeactivateTurn(Activation activation, DeactivationReason reason) : Turn
    {
        public override void Run() => activation.BeginDeactivation(reason);
    }

    private sealed class CollectTurn(Activation activation, TimeSpan age) : Turn
    {
        public override void Run()
        {
            if (activation.IsIdleFor(age)) activation.BeginDeactivation(new(DeactivationReasonCode.ActivationIdle, $"Idle for at least {age}."));
        }
    }
}
