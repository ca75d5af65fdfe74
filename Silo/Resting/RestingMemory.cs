namespace OutreachSilo.Resting;

/// <summary>Collects garbage and gives memory back when the process has come to rest; see <see cref="RestingPace"/>.</summary>
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
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
                    break;
                case Tidying.GiveBack:
                    var before = Environment.WorkingSet;
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                    LogGivenBack(before >> 20, Environment.WorkingSet >> 20);
                    break;
            }
        }

        Usage Now() => new(
            clock.GetElapsedTime(started), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes, GC.CollectionCount(0));
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "At rest: {Before} MB of memory have become {After}")]
    private partial void LogGivenBack(long before, long after);
}
