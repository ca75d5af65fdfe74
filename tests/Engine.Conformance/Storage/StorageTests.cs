using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using OutreachSilo.Hosting;

namespace OutreachSilo.Storage;

/// <summary>Stored state: src/Orleans.Runtime/Storage/StateStorageBridge.cs, src/Orleans.Core/Providers/IGrainStorage.cs.</summary>
public sealed class StorageTests
{
    [Fact]
    public async Task A_state_is_read_before_the_grain_is_activated()
    {
        await using var host = await ConformanceHost.StartAsync();

        Assert.Equal("exists: False, value: 0", await host.Get<IStoredGrain>("a").AtActivation());
    }

    [Fact]
    public async Task A_written_state_survives_the_activation()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IStoredGrain>("a");
        await grain.Write(5);
        await grain.End();

        Assert.Equal("exists: True, value: 5", await grain.AtActivation());
    }

    [Fact]
    public async Task An_unwritten_state_does_not()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IStoredGrain>("a");
        await grain.Write(5);
        await grain.SetWithoutWriting(6);
        await grain.End();

        Assert.Equal(5, await grain.Read());
    }

    [Fact]
    public async Task A_cleared_state_is_gone()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IStoredGrain>("a");
        await grain.Write(5);
        await grain.Clear();
        Assert.Equal(0, await grain.Read());
        await grain.End();

        Assert.Equal("exists: False, value: 0", await grain.AtActivation());
    }

    [Fact]
    public async Task States_of_two_grains_and_of_two_names_are_apart()
    {
        await using var host = await ConformanceHost.StartAsync();
        await host.Get<IStoredGrain>("a").Write(5);
        await host.Get<IStoredGrain>("a").WriteOther(7);

        Assert.Equal(0, await host.Get<IStoredGrain>("b").Read());
        Assert.Equal(5, await host.Get<IStoredGrain>("a").Read());
    }

    [Fact]
    public async Task Each_write_has_a_new_tag()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IStoredGrain>("a");
        await grain.Write(1);
        var first = await grain.Tag();
        await grain.Write(2);

        Assert.NotNull(first);
        Assert.NotEqual(first, await grain.Tag());
    }

    /// <summary>InconsistentStateException in src/Orleans.Runtime/Core/InsideRuntimeClient.cs.</summary>
    [Fact]
    public async Task A_write_over_another_s_write_is_inconsistent_and_ends_the_activation()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IStoredGrain>("a");
        await grain.Write(1);
        var storage = host.Services.GetRequiredKeyedService<IGrainStorage>("Default");
        var record = new GrainState<Counted>();
        await storage.ReadStateAsync("counted", grain.GetGrainId(), record);
        record.State!.Value = 100;
        await storage.WriteStateAsync("counted", grain.GetGrainId(), record);

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Write(2));

        Assert.Equal(100, await grain.Read());
    }

    [Fact]
    public async Task A_storage_of_one_s_own_can_be_named()
    {
        await using var host = await ConformanceHost.StartAsync(silo => silo.Services.AddGrainStorage("failing", (_, _) => new FailingStorage()));

        var fault = await Assert.ThrowsAsync<OrleansException>(() => host.Get<IBadlyStoredGrain>("a").Touch());

        Assert.IsType<InvalidDataException>(fault.InnerException);
    }

    /// <summary>Grain&lt;TGrainState&gt; in src/Orleans.Core.Abstractions/Core/Grain.cs.</summary>
    [Fact]
    public async Task A_grain_may_have_its_state_as_a_base_class()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IClassicGrain>("a");
        await grain.Add(3);
        await grain.End();

        Assert.Equal(7, await grain.Add(4));
    }
}
