using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace OutreachSilo.Storage;

/// <summary>
/// Opens the storage before any hosted service starts and closes it after all have stopped, so that what they still write is written.
/// A database that does not answer yet is waited for; one that must not be served ends the start with a
/// <see cref="StorageStartException"/>.
/// </summary>
internal sealed partial class StorageHost(Store store, IOptions<StorageOptions> options, TimeProvider clock, ILogger<StorageHost> logger) : IHostedLifecycleService
{
    private readonly Lock gate = new();
    private Task? closing;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var deadline = clock.GetUtcNow().AddSeconds(options.Value.StartDeadlineSeconds);
        var opening = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(failure => ReadFaults.IsUnavailable(failure) && clock.GetUtcNow() < deadline),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(100),
                MaxDelay = TimeSpan.FromSeconds(1),
                OnRetry = attempt =>
                {
                    LogWaiting(logger, attempt.Outcome.Exception?.Message);
                    return default;
                },
            })
            .Build();
        try
        {
            await opening.ExecuteAsync(async token => await store.Database.Open(token), cancellationToken);
        }
        catch (Exception failure) when (ReadFaults.IsUnavailable(failure))
        {
            throw new StorageStartException(
                $"The database does not answer ({failure.Message}). Check {StorageOptions.ConnectionStringKey}.", StorageStartException.Unreachable, failure);
        }

        await store.Writer.Start().WaitAsync(cancellationToken);
    }

    /// <summary>Closes once, though a host may be stopped from two sides at once: all wait for the same end.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        lock (gate) return closing ??= Close();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Close()
    {
        await store.Writer.DisposeAsync();
        await store.Database.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for the database: {Why}")]
    private static partial void LogWaiting(ILogger logger, string? why);
}
