using Orleans.Engine.Turns;
using Orleans.Serialization.Invocation;

namespace Orleans.Engine.Calls;

/// <summary>A call of a method that returns <see cref="Task"/>.</summary>
internal abstract class TaskCall : AnsweredCall<Nothing>
{
    /// <summary>Generated: calls the method with the arguments.</summary>
    public abstract Task Call(object instance);

    protected override void StartOn(CallTarget target, object instance)
    {
        Task outcome;
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
        else _ = outcome.ContinueWith(static (task, state) => ((TaskCall)state!).Complete(task), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, target);
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
