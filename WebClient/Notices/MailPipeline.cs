using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace OutreachSilo.Notices;

/// <summary>
/// Around each conversation with the mail server: retries with jitter around a breaker around a deadline. Only trouble of the server counts; what it says of one
/// mail is that mail's.
/// </summary>
internal sealed class MailPipeline
{
    /// <summary>How long nothing is tried after most of at least five conversations have failed.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private const int ConversationsMin = 5;

    private readonly ResiliencePipeline _pipeline;

    public MailPipeline(IOptions<MailOptions> options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.Value.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } fault && MailFaults.IsServerTrouble(fault)),
                MaxRetryAttempts = options.Value.Retries,
                Delay = TimeSpan.FromSeconds(1),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            });
        }

        _pipeline = builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } fault && MailFaults.IsServerTrouble(fault)),
                FailureRatio = 0.8,
                MinimumThroughput = ConversationsMin,
                // Mails go out one after the other: five that a silent server holds up to the deadline must fall into one span.
                SamplingDuration = TimeSpan.FromMinutes(1) + ConversationsMin * TimeSpan.FromSeconds(options.Value.TimeoutSeconds),
                BreakDuration = Pause,
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromSeconds(options.Value.TimeoutSeconds) })
            .Build();
    }

    public async Task Run(Func<CancellationToken, Task> conversation, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(async token => await conversation(token), cancellationToken);
}
