using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using OutreachSilo.Hosting;

namespace OutreachSilo.Activations;

/// <summary>Beginning and end of activations: src/Orleans.Runtime/Catalog/ActivationData.cs and ActivationCollector.cs.</summary>
public sealed class ActivationTests
{
    [Fact]
    public async Task The_first_call_activates_before_it_runs()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ILifeGrain>("a");
        Assert.Empty(host.Signals.Notes);

        Assert.Equal(1, await grain.Touch());

        Assert.Equal(["activated"], host.Signals.Notes);
    }

    [Fact]
    public async Task Many_first_calls_activate_once()
    {
        await using var host = await ConformanceHost.StartAsync();

        var touches = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => host.Get<ILifeGrain>("a").Touch())));

        Assert.Equal(Enumerable.Range(1, 200), touches.Order());
        Assert.Equal(["activated"], host.Signals.Notes);
    }

    /// <summary>RejectAllQueuedMessages in src/Orleans.Runtime/Catalog/ActivationData.cs.</summary>
    [Fact]
    public async Task A_failed_activation_rejects_the_queued_callers_with_its_exception()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IFailingGrain>("gate");
        var first = grain.Touch();
        await host.Signals.Noted("tries");
        host.Signals.Open("gate");

        var failure = await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => first);

        Assert.Equal("No zone today.", failure.Message);
        Assert.DoesNotContain("touched", host.Signals.Notes);
    }

    [Fact]
    public async Task After_a_failed_activation_the_next_call_tries_again()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IFailingGrain>("gate");
        host.Signals.Open("gate");
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(grain.Touch);

        await grain.Touch();

        Assert.Equal(["tries", "tries", "touched"], host.Signals.Notes);
    }

    [Fact]
    public async Task A_grain_that_deactivates_itself_starts_afresh_with_the_next_call()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ILifeGrain>("a");
        await grain.Touch();
        var before = await grain.Incarnation();

        await grain.End();

        Assert.Equal(1, await grain.Touch());
        Assert.NotEqual(before, await grain.Incarnation());
        Assert.Equal(["activated", $"deactivated: {DeactivationReasonCode.ApplicationRequested}", "activated"], host.Signals.Notes);
    }

    /// <summary>RerouteAllQueuedMessages in src/Orleans.Runtime/Catalog/ActivationData.cs.</summary>
    [Fact]
    public async Task Calls_queued_behind_a_deactivation_go_to_the_next_activation()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ILifeGrain>("a");
        await grain.Touch();
        var ending = grain.EndThenHold("gate");
        await host.Signals.Noted("holds");
        var queued = Enumerable.Range(0, 5).Select(_ => grain.Touch()).ToList();

        host.Signals.Open("gate");
        await ending;

        Assert.Equal([1, 2, 3, 4, 5], (await Task.WhenAll(queued)).Order());
        Assert.Equal(["activated", "holds", "lets go", $"deactivated: {DeactivationReasonCode.ApplicationRequested}", "activated"], host.Signals.Notes);
    }

    [Fact]
    public async Task A_reentrant_grain_waits_for_all_its_requests_before_it_ends()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IReentrantLifeGrain>("a");
        var one = grain.Hold("one");
        var two = grain.Hold("two");
        await host.Signals.Noted("holds", 2);
        await grain.End();

        host.Signals.Open("one");
        await one;
        Assert.DoesNotContain(host.Signals.Notes, note => note.StartsWith("deactivated", StringComparison.Ordinal));
        host.Signals.Open("two");
        await two;

        await host.Signals.Noted($"deactivated: {DeactivationReasonCode.ApplicationRequested}");
    }

    [Fact]
    public async Task An_idle_activation_is_collected()
    {
        await using var host = await ConformanceHost.StartWithQuickIdlenessAsync();
        await host.Get<ILifeGrain>("a").Touch();

        await host.AdvanceUntil(host.Signals.Noted($"deactivated: {DeactivationReasonCode.ActivationIdle}"), TimeSpan.FromMinutes(1));

        Assert.Equal(1, await host.Get<ILifeGrain>("a").Touch());
    }

    [Fact]
    public async Task An_activation_in_use_is_not_collected()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ILifeGrain>("a");
        for (var i = 1; i <= 10; i++)
        {
            Assert.Equal(i, await grain.Touch());
            host.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.DoesNotContain(host.Signals.Notes, note => note.StartsWith("deactivated", StringComparison.Ordinal));
    }

    /// <summary>ClassSpecificCollectionAge in src/Orleans.Runtime/Configuration/Options/GrainCollectionOptions.cs.</summary>
    [Fact]
    public async Task The_age_may_be_set_by_grain_class()
    {
        await using var host = await ConformanceHost.StartWithQuickIdlenessAsync(silo => silo.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionAge = TimeSpan.FromDays(1);
            options.ClassSpecificCollectionAge[typeof(LifeGrain).FullName!] = TimeSpan.FromMinutes(2);
        }));
        await host.Get<ILifeGrain>("a").Touch();
        var begin = host.Clock.GetUtcNow();

        await host.AdvanceUntil(host.Signals.Noted($"deactivated: {DeactivationReasonCode.ActivationIdle}"), TimeSpan.FromMinutes(1));

        Assert.True(host.Clock.GetUtcNow() - begin >= TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_grain_class_may_be_kept_alive()
    {
        await using var host = await ConformanceHost.StartWithQuickIdlenessAsync();
        await host.Get<IAlwaysActiveGrain>("a").Touch();
        await host.Get<ILifeGrain>("other").Touch();

        await host.AdvanceUntil(host.Signals.Noted($"deactivated: {DeactivationReasonCode.ActivationIdle}"), TimeSpan.FromMinutes(1));
        host.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(2, await host.Get<IAlwaysActiveGrain>("a").Touch());
    }

    /// <summary>DelayDeactivation in src/Orleans.Core.Abstractions/Core/Grain.cs.</summary>
    [Fact]
    public async Task A_grain_may_delay_its_collection()
    {
        await using var host = await ConformanceHost.StartWithQuickIdlenessAsync();
        var grain = host.Get<ILifeGrain>("a");
        await grain.Delay(TimeSpan.FromHours(5));
        await host.Get<ILifeGrain>("other").Touch();

        await host.AdvanceUntil(host.Signals.Noted($"deactivated: {DeactivationReasonCode.ActivationIdle}"), TimeSpan.FromMinutes(1));

        Assert.Equal(1, await grain.Touch());
        Assert.Equal(2, await grain.Touch());
        Assert.Equal(3, host.Signals.Notes.Count);
    }

    /// <summary>ForceActivationCollection in src/Orleans.Core/SystemTargetInterfaces/IManagementGrain.cs.</summary>
    [Fact]
    public async Task Idle_activations_can_be_collected_by_hand()
    {
        await using var host = await ConformanceHost.StartAsync();
        await host.Get<ILifeGrain>("a").Touch();

        await host.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

        await host.Signals.Noted($"deactivated: {DeactivationReasonCode.ActivationIdle}");
    }

    [Fact]
    public async Task A_grain_that_can_be_disposed_is()
    {
        await using var host = await ConformanceHost.StartAsync();

        await host.Get<IDisposableGrain>("a").End();

        await host.Signals.Noted("disposed");
    }

    /// <summary>DeactivateAllActivations in src/Orleans.Runtime/Catalog/Catalog.cs.</summary>
    [Fact]
    public async Task A_stop_lets_running_requests_finish_and_ends_every_activation()
    {
        await using var host = await ConformanceHost.StartAsync();
        await host.Get<ILifeGrain>("idle").Touch();
        var held = host.Get<ILifeGrain>("busy").Hold("gate");
        await host.Signals.Noted("holds");

        var stop = host.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(stop.IsCompleted);
        host.Signals.Open("gate");
        await held;
        await stop;

        Assert.Equal(2, host.Signals.Notes.Count(note => note == $"deactivated: {DeactivationReasonCode.ShuttingDown}"));
        Assert.Contains("lets go", host.Signals.Notes);
    }

    [Fact]
    public async Task A_stopped_silo_refuses_calls()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ILifeGrain>("a");
        await grain.Touch();
        await host.StopAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<SiloUnavailableException>(grain.Touch);
    }
}
