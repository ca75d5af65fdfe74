using OutreachSilo.Hosting;

namespace OutreachSilo.Timers;

/// <summary>Grain timers: src/Orleans.Runtime/Timers/GrainTimer.cs.</summary>
public sealed class TimerTests
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_timer_ticks_after_its_due_time_and_then_every_period()
    {
        await using var host = await ConformanceHost.StartAsync();
        await host.Get<ITimerGrain>("a").Begin(Minute, Minute, interleave: false, keepAlive: false);
        host.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(host.Signals.Notes);

        await host.AdvanceUntil(host.Signals.Noted("tick"), TimeSpan.FromSeconds(1));
        await host.AdvanceUntil(host.Signals.Noted("tick", 3), Minute);
    }

    [Fact]
    public async Task A_timer_without_period_ticks_once()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ITimerGrain>("a");
        await grain.Begin(Minute, Timeout.InfiniteTimeSpan, interleave: false, keepAlive: false);
        await host.AdvanceUntil(host.Signals.Noted("tick"), Minute);
        host.Clock.Advance(TimeSpan.FromMinutes(10));

        await grain.Ping();

        Assert.Equal(["tick"], host.Signals.Notes);
    }

    [Fact]
    public async Task Ticks_do_not_overlap()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ITimerGrain>("a");
        await grain.BeginSlow(Minute, "gate");
        await host.AdvanceUntil(host.Signals.Noted("slow begins"), Minute);

        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await grain.Ping();

        Assert.Equal(["slow begins"], host.Signals.Notes);
    }

    [Fact]
    public async Task A_tick_waits_for_a_running_request()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ITimerGrain>("a");
        await grain.Begin(TenSeconds, TenSeconds, interleave: false, keepAlive: false);
        var held = grain.Hold("gate");
        await host.Signals.Noted("holds");
        host.Clock.Advance(TenSeconds);
        await grain.Ping();
        Assert.DoesNotContain("tick", host.Signals.Notes);

        host.Signals.Open("gate");
        await held;
        await host.Signals.Noted("tick");
    }

    /// <summary>Interleave in src/Orleans.Core.Abstractions/Timers/GrainTimerCreationOptions.cs.</summary>
    [Fact]
    public async Task An_interleaving_tick_does_not_wait()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ITimerGrain>("a");
        await grain.Begin(TenSeconds, TenSeconds, interleave: true, keepAlive: false);
        var held = grain.Hold("gate");
        await host.Signals.Noted("holds");

        host.Clock.Advance(TenSeconds);
        await host.Signals.Noted("tick");

        host.Signals.Open("gate");
        await held;
    }

    [Fact]
    public async Task A_timer_that_fails_ticks_on()
    {
        await using var host = await ConformanceHost.StartAsync();
        await host.Get<ITimerGrain>("a").BeginFailing(Minute);

        await host.AdvanceUntil(host.Signals.Noted("fails", 3), Minute);
    }

    [Fact]
    public async Task A_disposed_timer_ticks_no_more()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ITimerGrain>("a");
        await grain.Begin(Minute, Minute, interleave: false, keepAlive: false);
        await grain.Stop();

        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await grain.Ping();

        Assert.Empty(host.Signals.Notes);
    }

    [Fact]
    public async Task A_changed_timer_keeps_the_new_time()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ITimerGrain>("a");
        await grain.Begin(Minute, Minute, interleave: false, keepAlive: false);
        await grain.Change(TimeSpan.FromMinutes(12), Timeout.InfiniteTimeSpan);
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await grain.Ping();
        Assert.Empty(host.Signals.Notes);

        await host.AdvanceUntil(host.Signals.Noted("tick"), Minute);
    }

    [Fact]
    public async Task A_timer_runs_on_the_grain_s_scheduler()
    {
        await using var host = await ConformanceHost.StartAsync();
        await host.Get<ITimerGrain>("a").BeginComparingSchedulers(Minute);

        await host.AdvanceUntil(host.Signals.Noted("same scheduler"), Minute);
    }

    [Fact]
    public async Task A_timer_does_not_keep_its_grain_alive()
    {
        await using var host = await ConformanceHost.StartWithQuickIdlenessAsync();
        await host.Get<ITimerGrain>("a").Begin(Minute, Minute, interleave: false, keepAlive: false);

        await host.AdvanceUntil(host.Signals.Noted("deactivated"), Minute);
    }

    /// <summary>KeepAlive in src/Orleans.Core.Abstractions/Timers/GrainTimerCreationOptions.cs.</summary>
    [Fact]
    public async Task A_timer_that_asks_for_it_keeps_its_grain_alive()
    {
        await using var host = await ConformanceHost.StartAsync();
        await host.Get<ITimerGrain>("a").Begin(Minute, Minute, interleave: false, keepAlive: true);

        for (var tick = 1; tick <= 40; tick++) await host.AdvanceUntil(host.Signals.Noted("tick", tick), Minute);

        Assert.DoesNotContain("deactivated", host.Signals.Notes);
    }

    [Fact]
    public async Task A_timer_dies_with_its_activation()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ITimerGrain>("a");
        await grain.Begin(Minute, Minute, interleave: false, keepAlive: false);
        await grain.End();
        await host.Signals.Noted("deactivated");

        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await grain.Ping();

        Assert.Equal(["deactivated"], host.Signals.Notes);
    }

    [Fact]
    public async Task A_negative_period_is_refused()
    {
        await using var host = await ConformanceHost.StartAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            host.Get<ITimerGrain>("a").Begin(Minute, TimeSpan.FromSeconds(-5), interleave: false, keepAlive: false));
    }
}
