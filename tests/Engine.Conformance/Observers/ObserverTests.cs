using System.Runtime.CompilerServices;
using OutreachSilo.Hosting;

namespace OutreachSilo.Observers;

/// <summary>Observers: src/Orleans.Core/Runtime/InvokableObjectManager.cs, src/Orleans.Core/Utils/ObserverManager.cs.</summary>
public sealed class ObserverTests
{
    [Fact]
    public async Task A_grain_tells_an_observer()
    {
        await using var host = await ConformanceHost.StartAsync();
        var observer = new NewsReader(host.Signals);
        await host.Get<INewsGrain>("a").Subscribe(host.Grains.CreateObjectReference<INewsObserver>(observer));

        await host.Get<INewsGrain>("a").Publish("hello");

        await host.Signals.Noted("heard hello");
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Observer_calls_run_one_after_the_other()
    {
        await using var host = await ConformanceHost.StartAsync();
        var observer = new NewsReader(host.Signals);
        await host.Get<INewsGrain>("a").Subscribe(host.Grains.CreateObjectReference<INewsObserver>(observer));

        for (var i = 0; i < 100; i++) await host.Get<INewsGrain>("a").Publish($"{i}");
        await host.Signals.Noted(note => note.StartsWith("heard", StringComparison.Ordinal), 100);

        Assert.Equal(1, observer.MostAtOnce);
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task An_observer_that_fails_harms_neither_the_grain_nor_other_observers()
    {
        await using var host = await ConformanceHost.StartAsync();
        var failing = new NewsReader(host.Signals) { Fails = true };
        var good = new NewsReader(host.Signals);
        var grain = host.Get<INewsGrain>("a");
        await grain.Subscribe(host.Grains.CreateObjectReference<INewsObserver>(failing));
        await grain.Subscribe(host.Grains.CreateObjectReference<INewsObserver>(good));

        await grain.Publish("one");
        await grain.Publish("two");

        await host.Signals.Noted("heard two");
        GC.KeepAlive((failing, good));
    }

    [Fact]
    public async Task A_deleted_reference_is_told_nothing()
    {
        await using var host = await ConformanceHost.StartAsync();
        var gone = new NewsReader(host.Signals) { Name = "gone " };
        var stays = new NewsReader(host.Signals);
        var grain = host.Get<INewsGrain>("a");
        var reference = host.Grains.CreateObjectReference<INewsObserver>(gone);
        await grain.Subscribe(reference);
        await grain.Subscribe(host.Grains.CreateObjectReference<INewsObserver>(stays));
        host.Grains.DeleteObjectReference<INewsObserver>(reference);

        await grain.Publish("hello");

        await host.Signals.Noted("heard hello");
        Assert.DoesNotContain("gone heard hello", host.Signals.Notes);
        GC.KeepAlive((gone, stays));
    }

    [Fact]
    public async Task An_observer_may_answer()
    {
        await using var host = await ConformanceHost.StartAsync();
        var observer = new NewsReader(host.Signals);
        var reference = host.Grains.CreateObjectReference<INewsObserver>(observer);

        Assert.Equal("yes, hello", await host.Get<INewsGrain>("a").AskOne(reference, "hello"));
        GC.KeepAlive(observer);
    }

    /// <summary>ExpirationDuration in src/Orleans.Core/Utils/ObserverManager.cs.</summary>
    [Fact]
    public async Task A_silent_observer_expires()
    {
        await using var host = await ConformanceHost.StartAsync();
        var silent = new NewsReader(host.Signals) { Name = "silent " };
        var loyal = new NewsReader(host.Signals) { Name = "loyal " };
        var grain = host.Get<INewsGrain>("a");
        var again = host.Grains.CreateObjectReference<INewsObserver>(loyal);
        await grain.Subscribe(host.Grains.CreateObjectReference<INewsObserver>(silent));
        await grain.Subscribe(again);
        host.Clock.Advance(TimeSpan.FromMinutes(4));
        await grain.Subscribe(again);
        host.Clock.Advance(TimeSpan.FromMinutes(4));

        await grain.Publish("news");

        await host.Signals.Noted("loyal heard news");
        Assert.DoesNotContain("silent heard news", host.Signals.Notes);
        Assert.Equal(1, await grain.Subscribers());
        GC.KeepAlive((silent, loyal));
    }

    /// <summary>LocalObjectData has a WeakReference.</summary>
    [Fact]
    public async Task An_observer_that_nobody_holds_is_forgotten()
    {
        await using var host = await ConformanceHost.StartAsync();
        var (reference, observer) = Forgotten(host);
        var grain = host.Get<INewsGrain>("a");
        await grain.Subscribe(reference);
        var loyal = new NewsReader(host.Signals) { Name = "loyal " };
        await grain.Subscribe(host.Grains.CreateObjectReference<INewsObserver>(loyal));

        GC.Collect();

        Assert.False(observer.IsAlive);
        await grain.Publish("news");
        await host.Signals.Noted("loyal heard news");
        Assert.Single(host.Signals.Notes);
        GC.KeepAlive(loyal);
    }

    [Fact]
    public async Task An_observer_can_unsubscribe()
    {
        await using var host = await ConformanceHost.StartAsync();
        var observer = new NewsReader(host.Signals);
        var reference = host.Grains.CreateObjectReference<INewsObserver>(observer);
        var grain = host.Get<INewsGrain>("a");
        await grain.Subscribe(reference);
        await grain.Unsubscribe(reference);

        Assert.Equal(0, await grain.Subscribers());
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task An_object_that_is_no_reference_cannot_be_passed()
    {
        await using var host = await ConformanceHost.StartAsync();
        var observer = new NewsReader(host.Signals);

        await Assert.ThrowsAnyAsync<Exception>(() => host.Get<INewsGrain>("a").Subscribe(observer));
    }

    [Fact]
    public async Task A_reference_cannot_be_made_of_a_reference()
    {
        await using var host = await ConformanceHost.StartAsync();
        var observer = new NewsReader(host.Signals);
        var reference = host.Grains.CreateObjectReference<INewsObserver>(observer);

        Assert.Throws<ArgumentException>(() => host.Grains.CreateObjectReference<INewsObserver>(reference));
        GC.KeepAlive(observer);
    }
    /// <summary>In a method of its own, so that no local of the test holds the observer.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (INewsObserver Reference, WeakReference Observer) Forgotten(ConformanceHost host)
    {
        var observer = new NewsReader(host.Signals);
        return (host.Grains.CreateObjectReference<INewsObserver>(observer), new(observer));
    }
}
