using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Embedded;
using OutreachSilo.Cluster;
using OutreachSilo.Machine;

namespace OutreachSilo;

/// <summary>Whatever the engine does by itself, timers, reminders, time-outs, collection and its own end, it does in steps of its process.</summary>
public sealed class EngineTests
{
    [Fact]
    public void Timers_reminders_timeouts_and_the_stop_stay_in_their_process()
    {
        var world = new World(seed: 1);
        var process = world.NewProcess("silo");
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(process.Clock).AddSingleton<IEngineScheduler>(process.Scheduler).AddSingleton<List<string>>();
        builder.UseOrleans(silo => silo.UseInMemoryReminderService());
        var services = builder.Build().Services;
        var silo = services.GetServices<IHostedService>().Single();
        var seen = services.GetRequiredService<List<string>>();

        var soon = World.Start.AddMinutes(1);
        var started = process.Start(() => silo.StartAsync(CancellationToken.None));
        Assert.True(world.RunUntil(() => started.IsCompleted, soon));
        var clock = services.GetRequiredService<IGrainFactory>().GetGrain<IClockGrain>("one");
        var set = process.Start(clock.Begin);
        Assert.True(world.RunUntil(() => set.IsCompleted, soon));
        var stuck = process.Start(services.GetRequiredService<IGrainFactory>().GetGrain<IClockGrain>("two").Hang);
        world.RunFor(TimeSpan.FromMinutes(20));
        Assert.Contains("timer", seen);
        Assert.Contains("reminder", seen);
        Assert.IsType<TimeoutException>(stuck.Exception?.InnerException);

        // The call that hangs is not waited for longer than the host has patience.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), process.Clock);
        var stopped = process.Start(() => silo.StopAsync(patience.Token));
        Assert.True(world.RunUntil(() => stopped.IsCompleted, world.Now + TimeSpan.FromMinutes(2)));
        Assert.Contains("end", seen);
        Assert.Empty(world.Leaks);
    }

    [Fact]
    public void Of_grains_that_cannot_wake_one_a_second_is_told_and_the_next_says_how_many_more_there_were()
    {
        var world = new World(seed: 1);
        var process = world.NewProcess("silo");
        var log = new FaultLog(world);
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton<TimeProvider>(process.Clock).AddSingleton<IEngineScheduler>(process.Scheduler);
        builder.UseOrleans(_ => { });
        var services = builder.Build().Services;
        var started = process.Start(() => services.GetServices<IHostedService>().Single().StartAsync(CancellationToken.None));
        Assert.True(world.RunUntil(() => started.IsCompleted, World.Start.AddMinutes(1)));

        Ask("a", "b", "c");
        Assert.Contains($"could not be activated. {typeof(InvalidOperationException)}", Assert.Single(log.Bugs), StringComparison.Ordinal);
        world.RunFor(TimeSpan.FromSeconds(1));
        Ask("d");
        Assert.Equal(2, log.Bugs.Count);
        Assert.Contains($"could not be activated, nor could 2 others since this was last said. {typeof(InvalidOperationException)}", log.Bugs[^1], StringComparison.Ordinal);
        world.RunFor(TimeSpan.FromSeconds(1));
        Ask("e");
        Assert.Contains($"could not be activated. {typeof(InvalidOperationException)}", log.Bugs[^1], StringComparison.Ordinal);

        void Ask(params string[] keys)
        {
            foreach (var key in keys)
            {
                var asked = process.Start(services.GetRequiredService<IGrainFactory>().GetGrain<IStillbornGrain>(key).Wake);
                Assert.True(world.RunUntil(() => asked.IsCompleted, world.Now.AddMilliseconds(100)));
                Assert.IsType<InvalidOperationException>(asked.Exception?.InnerException);
            }
        }
    }

    [Fact]
    public void Negative_control_work_from_elsewhere_is_a_leak()
    {
        var world = new World(seed: 1);
        var process = world.NewProcess("silo");
        var elsewhere = new Thread(() => process.Scheduler.Queue(new Nothing()));
        elsewhere.Start();
        elsewhere.Join();
        Assert.Single(world.Leaks);
    }

    private sealed class Nothing : IThreadPoolWorkItem
    {
        public void Execute()
        {
        }
    }
}

/// <summary>Does everything that the engine does on time.</summary>
public interface IClockGrain : IGrainWithStringKey
{
    Task Begin();

    Task Hang();
}

internal sealed class ClockGrain(List<string> seen) : Grain, IClockGrain, IRemindable
{
    private readonly TaskCompletionSource never = new();

    public async Task Begin()
    {
        this.RegisterGrainTimer(_ => Note("timer"), new GrainTimerCreationOptions(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)));
        await this.RegisterOrUpdateReminder("wake", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    public Task Hang() => never.Task;

    public Task ReceiveReminder(string reminderName, TickStatus status) => Note("reminder");

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Note("end");

    private Task Note(string what)
    {
        seen.Add(what);
        return Task.CompletedTask;
    }
}

/// <summary>Never wakes.</summary>
public interface IStillbornGrain : IGrainWithStringKey
{
    Task Wake();
}

internal sealed class StillbornGrain : Grain, IStillbornGrain
{
    public Task Wake() => Task.CompletedTask;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("There is no database.");
}
