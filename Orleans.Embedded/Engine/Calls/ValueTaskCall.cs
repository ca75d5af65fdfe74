using Orleans.Engine.Turns;
using Orleans.Serialization.Invocation;

namespace Orleans.Engine.Calls;

/// <summary>A call of a method that returns <see cref="ValueTask"/>.</summary>
internal abstract class ValueTaskCall : AnsweredCall<Nothing>
{
    /// <summary>Generated: calls the method with the arguments.</summary>
    public abstract ValueTask Call(object instance);

    protected override void StartOn(CallTarget target, object instance)
    {
        ValueTask outcome;
        try
        {
            outcome = Call(instance);
        }
        catch (Exception exception)
        {
            Fail(target, exception);
            return;
        }

        if (outcome.IsCompletedSuccessfully) Succeed(target, default);
        else _ = outcome.AsTask().ContinueWith(static (task, state) => ((ValueTaskCall)state!).Complete(task), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, target);
    }

    protected override async Task<Response> RespondAsync(object instance)
    {
        try
        {
            await Call(instance);
            return Response.Completed;
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    private void Complete(Task outcome)
    {
        if (outcome.IsCompletedSuccessfully) Succeed(Target!, default);
        else Fail(Target!, FailureOf(outcome));
    }
}
