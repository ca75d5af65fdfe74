using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>
/// Wakes aggregates whose deadline has come although nobody calls them: after a restart, or once they were collected. Waking is idempotent,
/// so several processes may do it at once.
/// </summary>
internal sealed partial class DeadlineService(
    Aggregates aggregates, IJournalScan scan, IGrainFactory grains, TimeProvider time, ILogger<DeadlineService> log) : BackgroundService
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Run(stoppingToken);

    /// <summary>Looks every second until it is stopped, on the caller's scheduler throughout.</summary>
    internal async Task Run(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                try
                {
                    foreach (var grain in await scan.Due(time.GetUtcNow(), AtOnce, stoppingToken)) await Wake(grain, stoppingToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
                {
                    LogFailed(fault);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task Wake(string grain, CancellationToken stoppingToken)
    {
        try
        {
            await (aggregates.Find(grain)?.Wake(grains, grain) ?? throw new InvalidOperationException("No feature has registered it."));
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            LogNotWoken(fault, grain);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not read what is due; it will be tried again.")]
    private partial void LogFailed(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not wake {Grain}, which is due; it will be tried again.")]
    private partial void LogNotWoken(Exception fault, string grain);
}
