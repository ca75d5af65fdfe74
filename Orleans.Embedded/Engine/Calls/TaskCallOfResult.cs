using Orleans.Engine.Copying;
using Orleans.Engine.Turns;
using Orleans.Serialization.Invocation;

namespace Orleans.Engine.Calls;

/// <summary>A call of a method that returns <see cref="Task{TResult}"/>.</summary>
internal abstract class TaskCall<TResult> : AnsweredCall<TResult>
{
    /// <summary>Generated: calls the method with the arguments.</summary>
    public abstract Task<TResult> Call(object instance);

    protected override void StartOn(CallTarget target, object instance)
    {
        Task<TResult> outcome;
        try
        {
            outcome = Call(instance) ?? throw NoTask(Shape);
        }
        catch (Exception exception)
        {
            Fail(target, exception);
            return;
        }

        if (outcome.IsCompleted) Complete(outcome);
        else _ = outcome.ContinueWith(static (task, state) => ((TaskCall<TResult>)state!).Complete(task), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, target);
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
