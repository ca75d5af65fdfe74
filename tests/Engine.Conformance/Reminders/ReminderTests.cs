using Orleans.Hosting;
using OutreachSilo.Hosting;

namespace OutreachSilo.Reminders;

/// <summary>Reminders: src/Orleans.Reminders/ReminderService/LocalReminderService.cs and ReminderRegistry.cs.</summary>
public sealed class ReminderTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_reminder_rings_when_due_and_then_every_period()
    {
        await using var host = await ConformanceHost.StartAsync();
        await host.Get<IRemindedGrain>("a").Remind("wake", Minute, Minute);

        await host.AdvanceUntil(host.Signals.Noted("a: wake", 3), Minute);
    }

    [Fact]
    public async Task A_reminder_wakes_a_grain_that_was_deactivated()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IRemindedGrain>("a");
        await grain.Remind("wake", Minute, Minute);
        await grain.End();

        await host.AdvanceUntil(host.Signals.Noted("a: wake"), Minute);
    }

    [Fact]
    public async Task A_reminder_survives_a_restart()
    {
        var clock = new ManualClock();
        var table = new ReminderShelf();
        await using var first = await ConformanceHost.StartAsync(table.Serve, clock);
        await first.Get<IRemindedGrain>("a").Remind("wake", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        await first.StopAsync(TestContext.Current.CancellationToken);

        await using var second = await ConformanceHost.StartAsync(table.Serve, clock);

        await second.AdvanceUntil(second.Signals.Noted("a: wake"), Minute);
    }

    [Fact]
    public async Task Beats_missed_while_the_silo_was_away_are_not_made_up_for()
    {
        var clock = new ManualClock();
        var table = new ReminderShelf();
        await using var first = await ConformanceHost.StartAsync(table.Serve, clock);
        await first.Get<IRemindedGrain>("a").Remind("wake", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        await first.StopAsync(TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromHours(10.5));

        await using var second = await ConformanceHost.StartAsync(table.Serve, clock);
        await second.AdvanceUntil(second.Signals.Noted("a: wake"), Minute);

        Assert.Single(second.Signals.Notes);
    }

    [Fact]
    public async Task An_unregistered_reminder_rings_no_more()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IRemindedGrain>("a");
        await grain.Remind("wake", Minute, Minute);
        await grain.Forget("wake");
        await host.Get<IRemindedGrain>("b").Remind("later", TimeSpan.FromMinutes(5), Minute);

        await host.AdvanceUntil(host.Signals.Noted("b: later"), Minute);

        Assert.DoesNotContain("a: wake", host.Signals.Notes);
    }

    [Fact]
    public async Task Registering_again_replaces_the_time()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IRemindedGrain>("a");
        await grain.Remind("wake", Minute, Minute);
        await grain.Remind("wake", TimeSpan.FromHours(2), TimeSpan.FromHours(2));
        await host.Get<IRemindedGrain>("b").Remind("earlier", TimeSpan.FromHours(1), TimeSpan.FromHours(1));

        await host.AdvanceUntil(host.Signals.Noted("b: earlier"), Minute);
        Assert.DoesNotContain("a: wake", host.Signals.Notes);
        Assert.Equal(["wake"], await grain.Names());

        await host.AdvanceUntil(host.Signals.Noted("a: wake"), Minute);
    }

    [Fact]
    public async Task A_grain_finds_its_reminders_by_name()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IRemindedGrain>("a");
        await grain.Remind("one", Minute, Minute);
        await grain.Remind("two", Minute, Minute);
        await host.Get<IRemindedGrain>("b").Remind("three", Minute, Minute);

        Assert.Equal(["one", "two"], (await grain.Names()).Order(StringComparer.Ordinal));
        Assert.True(await grain.Has("one"));
        Assert.False(await grain.Has("three"));
    }

    [Fact]
    public async Task A_reminder_that_fails_rings_again()
    {
        await using var host = await ConformanceHost.StartAsync();
        await host.Get<IRemindedGrain>("a").Remind("fail", Minute, Minute);

        await host.AdvanceUntil(host.Signals.Noted("a: fail", 3), Minute);
    }

    /// <summary>MinimumReminderPeriod in src/Orleans.Reminders/Options/ReminderOptions.cs.</summary>
    [Fact]
    public async Task A_period_below_the_minimum_is_refused()
    {
        await using var host = await ConformanceHost.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => host.Get<IRemindedGrain>("a").Remind("wake", Minute, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task The_minimum_is_configurable()
    {
        await using var host = await ConformanceHost.StartAsync(silo => silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromSeconds(1)));
        await host.Get<IRemindedGrain>("a").Remind("wake", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        await host.AdvanceUntil(host.Signals.Noted("a: wake", 2), TimeSpan.FromSeconds(1));
    }

    /// <summary>IRemindable in src/Orleans.Reminders/GrainReminderExtensions.cs.</summary>
    [Fact]
    public async Task A_grain_that_is_not_remindable_cannot_register()
    {
        await using var host = await ConformanceHost.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Get<IForgetfulGrain>("a").TryRemind());
    }

    [Fact]
    public async Task The_status_tells_the_rhythm()
    {
        await using var host = await ConformanceHost.StartAsync();
        var begin = host.Clock.GetUtcNow().UtcDateTime;
        await host.Get<IRemindedGrain>("a").Remind("status", Minute, TimeSpan.FromMinutes(2));

        await host.AdvanceUntil(host.Signals.Noted(note => note.StartsWith("first", StringComparison.Ordinal)), TimeSpan.FromSeconds(10));

        Assert.Contains($"first {begin + Minute:HH:mm:ss} every 00:02:00", host.Signals.Notes);
    }
}
