namespace OutreachSilo.Resting;

/// <summary>Gives memory back when the process has come to rest; see <see cref="RestingPace"/>.</summary>
internal sealed partial class RestingMemory(TimeProvider clock, ILogger<RestingMemory> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pace = new RestingPace();
        var started = clock.GetTimestamp();
        using var timer = new PeriodicTimer(LookEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            switch (pace.Next(Now()))
            {
                case Tidying.Young:
                    GC.Collect(0, GCCollectionMode.Forced, blocking: true);
                    break;
                case Tidying.All:
                    var before = Environment.WorkingSet;
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                    LogTidied(before >> 20, Environment.WorkingSet >> 20, GC.GetGCMemoryInfo(GCKind.FullBlocking).PauseDurations[0].TotalMilliseconds);
                    break;
            }
        }

        Usage Now() => new(
            clock.GetElapsedTime(started), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes, GC.CollectionCount(0));
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "At rest: {Before} MB of memory have become {After}, in {Milliseconds:0} ms")]
    private partial void LogTidied(long before, long after, double milliseconds);
}
