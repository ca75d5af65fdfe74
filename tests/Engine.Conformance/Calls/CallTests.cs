using OutreachSilo.Hosting;

namespace OutreachSilo.Calls;

/// <summary>Plain calls: src/Orleans.Core/Runtime/GrainReferenceRuntime.cs, src/Orleans.Core.Abstractions/Core/IGrainFactory.cs.</summary>
public sealed class CallTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly ConformanceHost host = shared.Host;

    [Fact]
    public async Task A_call_reaches_the_grain_and_its_answer_comes_back()
    {
        Assert.Equal("a: hello", await host.Get<IEchoGrain>("a").Say("hello"));
    }

    [Fact]
    public async Task Each_key_is_a_grain_of_its_own()
    {
        await host.Get<ICounterGrain>("one").Increment();
        await host.Get<ICounterGrain>("one").Increment();
        await host.Get<ICounterGrain>("other").Increment();

        Assert.Equal(2, await host.Get<ICounterGrain>("one").Value());
        Assert.Equal(1, await host.Get<ICounterGrain>("other").Value());
    }

    [Fact]
    public async Task A_method_may_return_a_value_task()
    {
        var echo = host.Get<IEchoGrain>("a");

        await echo.Nothing();

        Assert.Equal(3, await echo.Length("abc"));
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(42L)]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    public async Task A_grain_knows_its_number_key(long key)
    {
        Assert.Equal(key, await host.Grains.GetGrain<INumberedGrain>(key).Key());
    }

    [Fact]
    public async Task A_grain_knows_its_guid_key()
    {
        var key = new Guid("5d3a5f0e-0d3b-4c6b-8a53-1df7c7d8a001");

        Assert.Equal(key, await host.Grains.GetGrain<IGuidGrain>(key).Key());
    }

    /// <summary>TryGetGuidKey in src/Orleans.Core.Abstractions/IDs/GrainIdKeyExtensions.cs.</summary>
    [Fact]
    public async Task A_grain_knows_both_parts_of_its_compound_key()
    {
        Assert.Equal("7/north+east", await host.Grains.GetGrain<ICompoundGrain>(7, "north+east").Key());
    }

    /// <summary>IdSpan in src/Orleans.Core.Abstractions/IDs/IdSpan.cs.</summary>
    [Fact]
    public async Task A_text_key_may_hold_anything()
    {
        const string key = "week/K81001/2026-08-03 + æøå 🙂";

        Assert.Equal($"{key}: x", await host.Get<IEchoGrain>(key).Say("x"));
    }

    [Fact]
    public void References_to_one_grain_are_equal()
    {
        var one = host.Get<IEchoGrain>("a");
        var same = host.Get<IEchoGrain>("a");
        var other = host.Get<IEchoGrain>("b");

        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, other);
    }

    /// <summary>GrainId in src/Orleans.Core.Abstractions/IDs/GrainId.cs.</summary>
    [Fact]
    public void The_identity_carries_the_grain_type_and_the_key()
    {
        Assert.Equal("conformance-echo/a", host.Get<IEchoGrain>("a").GetGrainId().ToString());
        Assert.Equal("a", host.Get<IEchoGrain>("a").GetPrimaryKeyString());
    }

    [Fact]
    public async Task A_grain_is_found_by_its_identity()
    {
        var id = Orleans.Runtime.GrainId.Create("conformance-echo", "z");

        Assert.Equal("z: x", await host.Grains.GetGrain<IEchoGrain>(id).Say("x"));
    }

    [Fact]
    public async Task A_reference_can_be_cast_to_another_interface_of_the_grain()
    {
        var counter = host.Get<ICounterGrain>("cast");
        await counter.Increment();

        Assert.Equal(1, await counter.AsReference<IReadsCounter>().Peek());
    }

    [Fact]
    public async Task A_grain_calls_another_grain()
    {
        Assert.Equal("b: from a", await host.Get<IEchoGrain>("a").Relay("b"));
    }

    [Fact]
    public async Task A_grain_may_hand_out_a_reference_to_itself()
    {
        var self = await host.Get<IEchoGrain>("a").Self();

        Assert.Equal("a: x", await self.Say("x"));
        Assert.Equal(host.Get<IEchoGrain>("a"), self);
    }

    [Fact]
    public async Task A_reference_travels_as_an_argument()
    {
        Assert.Equal("b: via", await host.Get<IEchoGrain>("a").Via(host.Get<IEchoGrain>("b")));
    }

    [Fact]
    public async Task Inherited_interface_methods_can_be_called()
    {
        Assert.Equal(0, await host.Get<ICounterGrain>("inherited").Peek());
    }

    /// <summary>OneWayAttribute in src/Orleans.Core.Abstractions/Concurrency/GrainAttributeConcurrency.cs.</summary>
    [Fact]
    public async Task A_one_way_call_is_done_before_the_grain_is()
    {
        var echo = host.Get<IEchoGrain>("a");

        await echo.Tell("gate");
        host.Signals.Open("gate");

        await host.Signals.Noted("told");
    }

    [Fact]
    public async Task A_one_way_call_that_fails_harms_nobody()
    {
        var echo = host.Get<IEchoGrain>("a");

        await echo.TellAndFail();

        Assert.Equal("a: x", await echo.Say("x"));
    }

    [Fact]
    public void An_interface_without_a_grain_class_is_refused_by_name()
    {
        var refusal = Assert.Throws<ArgumentException>(() => host.Get<INobodysGrain>("a"));

        Assert.Contains(nameof(INobodysGrain), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_client_and_the_factory_reach_the_same_grains()
    {
        var client = (IClusterClient)host.Services.GetService(typeof(IClusterClient))!;
        await client.GetGrain<ICounterGrain>("client").Increment();

        Assert.Equal(1, await host.Get<ICounterGrain>("client").Value());
    }
}
