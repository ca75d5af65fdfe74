using Orleans.Engine.Turns;

namespace Orleans.Engine.Calls;

/// <summary>
/// Carries a caller's cancellation to the callee. The caller is answered at once; the callee's token is cancelled on a turn of the callee, so that
/// nothing registered on it runs beside a turn.
/// </summary>
internal sealed class CallCancellation : Turn, IDisposable
{
    private readonly GrainCall call;
    private readonly CancellationTokenSource callee = new();
    private readonly CancellationToken caller;
    private readonly CancellationTokenRegistration registration;

    public CallCancellation(GrainCall call)
    {
        this.call = call;
        caller = call.Token;
        call.Token = callee.Token;
        registration = caller.UnsafeRegister(static state => ((CallCancellation)state!).OnCallerCancelled(), this);
    }

    public override void Run() => callee.Cancel();

    public bool CancelCallee()
    {
        if (call.Target is not { } target) return false;
        target.Enqueue(this);
        return true;
    }

    public void Dispose() => registration.Unregister();

    private void OnCallerCancelled()
    {
        if (call.Target is { } target && target.Engine.WaitsForCancelledCallee)
        {
            CancelCallee();
            return;
        }

        call.TryFail(new OperationCanceledException(caller));
        CancelCallee();
    }
}
