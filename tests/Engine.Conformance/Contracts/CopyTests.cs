using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Serialization;
using OutreachSilo.Hosting;

namespace OutreachSilo.Contracts;

/// <summary>Arguments and results are never shared: src/Orleans.Serialization/Cloning/IDeepCopier.cs, src/Orleans.Serialization/Exceptions.cs.</summary>
public sealed class CopyTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly ConformanceHost host = shared.Host;

    private static readonly WeekKey Week = new("K81001", new(2026, 8, 3));

    [Fact]
    public async Task What_the_caller_changes_after_the_call_the_grain_does_not_see()
    {
        var grain = host.Get<IKeeperGrain>("a");
        var basket = new Basket { Items = ["one"] };
        var call = grain.Keep(basket);
        basket.Items.Add("two");
        await call;

        Assert.Equal(["one"], (await grain.Kept())!.Items);
    }

    [Fact]
    public async Task What_the_caller_does_to_a_result_the_grain_does_not_see()
    {
        var grain = host.Get<IKeeperGrain>("a");
        await grain.Keep(new Basket { Items = ["one"] });
        (await grain.Kept())!.Items.Add("two");

        Assert.Equal(["one"], (await grain.Kept())!.Items);
    }

    [Fact]
    public async Task A_result_does_not_change_when_the_grain_goes_on()
    {
        var grain = host.Get<IKeeperGrain>("numbers");
        var before = await grain.Numbers();

        await grain.Numbers();

        Assert.Equal([1, 2, 3, 4], before);
    }

    [Fact]
    public async Task A_member_without_id_does_not_travel()
    {
        var grain = host.Get<IKeeperGrain>("a");
        await grain.Keep(new Basket { DoesNotTravel = "here" });

        Assert.Null((await grain.Kept())!.DoesNotTravel);
    }

    [Fact]
    public async Task An_object_that_refers_to_itself_arrives_so()
    {
        var grain = host.Get<IKeeperGrain>("a");
        var basket = new Basket();
        basket.Next = basket;
        await grain.Keep(basket);

        var kept = (await grain.Kept())!;

        Assert.Same(kept, kept.Next);
        Assert.NotSame(basket, kept);
    }

    [Fact]
    public async Task Immutable_values_arrive_equal()
    {
        Assert.True(await host.Get<IKeeperGrain>("a").IsSame(Week, new(Week, null), [Week], "K81001", Week.Monday));
    }

    [Fact]
    public async Task Records_and_collections_are_copied_deeply()
    {
        var big = new BigBasket([1, 2], [Week], new(StringComparer.OrdinalIgnoreCase) { ["a"] = [1] });

        var back = await host.Get<IKeeperGrain>("a").Return(big);

        Assert.Equal(big.Numbers, back.Numbers);
        Assert.NotSame(big.Numbers, back.Numbers);
        Assert.Equal<WeekKey>(big.Weeks, back.Weeks);
        Assert.Equal([1], back.Table["a"]);
        Assert.NotSame(big.Table["a"], back.Table["a"]);
    }

    [Fact]
    public async Task A_derived_type_keeps_its_type_and_all_its_members()
    {
        var back = Assert.IsType<Square>(await host.Get<IKeeperGrain>("a").ReturnShape(new Square { Corners = [1, 2], Side = [3] }));

        Assert.Equal([1, 2], back.Corners);
        Assert.Equal([3], back.Side);
    }

    [Fact]
    public async Task An_array_is_copied_both_ways()
    {
        byte[] mine = [1, 2, 3];

        var back = await host.Get<IKeeperGrain>("a").Touch(mine);

        Assert.Equal<byte>([1, 2, 3], mine);
        Assert.Equal<byte>([99, 2, 3], back);
    }

    [Fact]
    public async Task A_wrapped_value_is_handed_over()
    {
        Assert.Equal(2, await host.Get<IKeeperGrain>("a").Wrapped(new List<int> { 1, 2 }.AsImmutable()));
    }

    [Fact]
    public async Task Tuples_and_objects_travel()
    {
        var grain = host.Get<IKeeperGrain>("a");

        var (number, numbers) = await grain.Pair((1, [2, 3]));

        Assert.Equal(1, number);
        Assert.Equal([2, 3], numbers);
        Assert.Equal(Week, await grain.Any(Week));
        Assert.Equal("text", await grain.Any("text"));
    }

    [Fact]
    public async Task An_argument_that_cannot_be_copied_is_refused_by_name()
    {
        var refusal = await Assert.ThrowsAsync<CodecNotFoundException>(() => host.Get<ITakerGrain>("a").Take(new NoContract()));

        Assert.Contains(nameof(NoContract), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_cannot_be_copied_is_refused_by_name()
    {
        var refusal = await Assert.ThrowsAsync<CodecNotFoundException>(() => host.Get<IGiverGrain>("a").Give());

        Assert.Contains(nameof(NoContract), refusal.Message, StringComparison.Ordinal);
    }
}
