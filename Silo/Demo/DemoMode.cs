using OutreachSilo.Common;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Demo;

/// <summary>The demo as pages see it. One rush at a time; each opens the next weeks after the last published ones.</summary>
internal sealed partial class DemoMode(IGrainFactory grains, DemoSeed seed, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<DemoMode> log) : IDemoMode
{
    private const int WeeksPerRush = 2;
    private const int PracticesPerRush = 20;
    private static readonly TimeSpan OpensAfter = TimeSpan.FromSeconds(3);

    private readonly Lock starting = new();
    private Rush? rush;
    private Task running = Task.CompletedTask;
    private int rushes;

    public bool Enabled => true;

    /// <summary>Empty for the moment that a first start takes to make them.</summary>
    public IReadOnlyList<DemoAccount> Accounts => seed.AccountsReady ? Shown : [];

    private static IReadOnlyList<DemoAccount> Shown { get; } = [.. DemoAccountList.All.Select(one => one.Shown), .. DemoSchemeMembers.Shown];

    public bool RushRunning => !running.IsCompleted;

    public RushProgress? Progress => rush?.Progress;

    public Task StartRush(string region)
    {
        lock (starting)
        {
            if (RushRunning || region != DemoCounty.Region) return Task.CompletedTask;
            running = Run(region);
        }

        return Task.CompletedTask;
    }

    private async Task Run(string region)
    {
        await Task.Yield();
        try
        {
            var hosts = Enumerable.Range(0, DemoCounty.Practices).Where(DemoSeed.Hosts).Take(PracticesPerRush).ToList();
            var view = await grains.GetGrain<IPracticeGrain>(GrainKeys.Practice(DemoCounty.OdsCode(hosts[0]))).View();
            var first = view.Value!.Weeks.Max().AddDays(7);
            var opens = time.GetUtcNow() + OpensAfter;
            await Task.WhenAll(hosts.Select(practice => seed.Publish(practice, first, WeeksPerRush, opens)));
            var weeks = hosts.SelectMany(practice => Enumerable.Range(0, WeeksPerRush).Select(week => new WeekId(DemoCounty.OdsCode(practice), first.AddDays(7 * week)))).ToList();
            rush = new Rush(grains, time, first.DayNumber + rushes++, region, weeks, opens);
            await rush.Run(lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            LogFailed(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The load simulation stopped early.")]
    private partial void LogFailed(Exception fault);
}
