using Orleans.Engine.Copying;
using Orleans.Engine.Turns;
using Orleans.Serialization.Invocation;

namespace Orleans.Engine.Calls;

/// <summary>A call of a method that returns <see cref="ValueTask{TResult}"/>.</summary>
internal abstract class ValueTaskCall<TResult> : AnsweredCall<TResult>
{
    /// <summary>Generated: calls the method with the arguments.</summary>
    public abstract ValueTask<TResult> Call(object instance);

    protected override void StartOn(CallTarget target, object instance)
    {
        ValueTask<TResult> outcome;
        try
        {
            outcome = Call(instance);
        }
        catch (Exception exception)
        {
            Fail(target, exception);
            return;
        }

        if (outcome.IsCompletedSuccessfully) Succeed(target, outcome.Result);
        else _ = outcome.AsTask().ContinueWith(static (task, state) => ((ValueTaskCall<TResult>)state!).Complete(task), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, target);
    }

    protected override async Task<Response> RespondAsync(object instance)
    {
        try
        {
            return Response.FromResult(DeepCopier<TResult>.Copy(await Call(instance)));
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    private void Complete(Task<TResult> outcome)
    {
        if (outcome.IsCompletedSuccessfully) Succeed(Target!, outcome.Result);
        else Fail(Target!, FailureOf(outcome));
    }
}
