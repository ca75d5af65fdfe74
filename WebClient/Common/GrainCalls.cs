using OutreachSilo.Common.Resilience;
using Polly;

namespace OutreachSilo.Common;

/// <summary>
/// Every call from the door to a grain: one deadline, two retries with jitter after faults, one circuit breaker. Sound only because every
/// command carries an id and every other call is a read; refusals are answers and pass untouched.
/// </summary>
public sealed class GrainCalls
{
    private readonly ResiliencePipeline _pipeline;

    internal GrainCalls(EdgeOptions options, TimeProvider time) => _pipeline = EdgePipeline.Build(options, time);

    /// <exception cref="Exception">A fault that <see cref="FaultAnswer.Of"/> can explain, or a bug.</exception>
    public Task<T> Ask<TState, T>(TState state, Func<TState, Task<T>> call)
    {
        var asked = _pipeline.ExecuteAsync(
            static (it, cancellation) => new ValueTask<T>(it.call(it.state).WaitAsync(cancellation)), (state, call), CancellationToken.None);
        return asked.AsTask();
    }
}
