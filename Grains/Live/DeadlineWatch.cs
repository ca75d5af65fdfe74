using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OutreachSilo.Common;
using OutreachSilo.Mentoring;
using OutreachSilo.Placements;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>
/// Wakes grains whose deadline has come although nobody calls them: after a restart, or once they were collected. Each is idempotent,
/// so several processes may watch at once.
/// </summary>
internal sealed partial class DeadlineWatch(IJournalScan scan, IGrainFactory grains, TimeProvider time, ILogger<DeadlineWatch> log) : BackgroundService
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
            await (grain switch
            {
                _ when grain.StartsWith(GrainKeys.WeekPrefix, StringComparison.Ordinal) => grains.GetGrain<ITasterWeekGrain>(grain).Wake(),
                _ when grain.StartsWith(GrainKeys.PlacementPrefix, StringComparison.Ordinal) => grains.GetGrain<IPlacementGrain>(grain).Wake(),
                _ when grain.StartsWith(GrainKeys.PracticePrefix, StringComparison.Ordinal) => grains.GetGrain<IPracticeGrain>(grain).Wake(),
                _ when grain.StartsWith(GrainKeys.SchemePrefix, StringComparison.Ordinal) => grains.GetGrain<ISchemeGrain>(grain).Wake(),
                _ when grain.StartsWith(GrainKeys.MenteePrefix, StringComparison.Ordinal) => grains.GetGrain<IMenteeGrain>(grain).Wake(),
                _ when grain.StartsWith(GrainKeys.MentorshipPrefix, StringComparison.Ordinal) => grains.GetGrain<IMentorshipGrain>(grain).Wake(),
                _ => throw new InvalidDataException($"Nobody knows how to wake '{grain}'."),
            });
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            LogNotWoken(fault, grain);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The deadline watch could not read what is due; it will try again.")]
    private partial void LogFailed(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} is due but could not be woken; it will be tried again.")]
    private partial void LogNotWoken(Exception fault, string grain);
}
