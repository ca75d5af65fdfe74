using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace OutreachSilo.Common.Resilience;

/// <summary>Deadline around retries around breaker; the only place at this edge where anything is retried.</summary>
internal static class EdgePipeline
{
    public static ResiliencePipeline Build(EdgeOptions options, TimeProvider time)
    {
        var deadline = TimeSpan.FromSeconds(options.DeadlineSeconds);
        var builder = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = _ => ValueTask.FromResult(RequestDeadline.Left(deadline, time)) });
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static arguments => ValueTask.FromResult(IsWorthARetry(arguments.Outcome.Exception)),
                MaxRetryAttempts = options.Retries,
                Delay = TimeSpan.FromMilliseconds(options.RetryDelayMilliseconds),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            });
        }

        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = static arguments => ValueTask.FromResult(IsWorthARetry(arguments.Outcome.Exception)),
                FailureRatio = 0.5,
                MinimumThroughput = options.BreakerCalls,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = TimeSpan.FromSeconds(options.BreakSeconds),
            })
            .Build();
    }

    /// <summary>A fault that names its own time is the caller's to wait for: a retry here would feed the overload.</summary>
    private static bool IsWorthARetry(Exception? exception) =>
        exception is IFault { RetryAfter: null } or TimeoutException or Orleans.Runtime.OrleansException;
}
