using Orleans.Engine.Copying;
using Orleans.Engine.Turns;
using Orleans.Serialization.Invocation;

namespace Orleans.Engine.Calls;

/// <summary>A call whose caller holds a promise of <typeparamref name="TResult"/>.</summary>
internal abstract class AnsweredCall<TResult> : GrainCall
{
    // Continuations never run inside the callee's turn.
    private readonly TaskCompletionSource<TResult> promise = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // What the caller holds where outgoing filters may still change the answer.
    private TaskCompletionSource<TResult>? filtered;

    public override Task Answer => Result;

    public Task<TResult> Result => (filtered ?? promise).Task;

    public override bool IsAnswered => promise.Task.IsCompleted;

    public override void Detach() => promise.TrySetResult(default!);

    public override bool TryFail(Exception exception) => TryFail(promise, exception);

    public override bool TryAnswer(Response response) => TryAnswer(promise, response);

    public override void BeginFiltering() => filtered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task<Response> UnfilteredAsync()
    {
        try
        {
            return Response.FromResult(await promise.Task);
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    public override void EndFiltering(Response response) => TryAnswer(filtered!, response);

    /// <summary>Makes the method's result the answer and ends the request.</summary>
    protected void Succeed(CallTarget target, TResult result)
    {
        try
        {
            promise.TrySetResult(DeepCopier<TResult>.Copy(result));
        }
        catch (Exception cannotTravel)
        {
            promise.TrySetException(cannotTravel);
        }

        target.OnDone(this, failure: null);
    }

    /// <summary>Makes the method's exception the answer and ends the request.</summary>
    protected void Fail(CallTarget target, Exception exception)
    {
        TryFail(exception);
        target.OnDone(this, exception);
    }

    /// <summary>The exception of a task that ended without a result.</summary>
    protected static Exception FailureOf(Task outcome) =>
        outcome.Exception is { } faults ? faults.InnerExceptions[0] : new TaskCanceledException(outcome);

    private static bool TryAnswer(TaskCompletionSource<TResult> promise, Response response)
    {
        if (response.Exception is { } exception) return TryFail(promise, exception);
        if (typeof(TResult) == typeof(Nothing)) return promise.TrySetResult(default!);
        if (response is Response<TResult> typed) return promise.TrySetResult(typed.TypedResult!);
        return response.Result switch
        {
            TResult result => promise.TrySetResult(result),
            null when default(TResult) is null => promise.TrySetResult(default!),
            var other => promise.TrySetException(new InvalidCastException($"A filter left {other?.GetType().ToString() ?? "null"} as the result instead of {typeof(TResult)}.")),
        };
    }

    private static bool TryFail(TaskCompletionSource<TResult> promise, Exception exception) =>
        exception is OperationCanceledException { CancellationToken: { IsCancellationRequested: true } token }
            ? promise.TrySetCanceled(token)
            : promise.TrySetException(exception);

    protected static InvalidOperationException NoTask(MethodShape shape) => new($"{shape} returned null instead of a task.");
}
