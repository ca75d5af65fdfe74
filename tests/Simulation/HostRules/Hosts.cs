using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using OutreachSilo.Cluster;
using OutreachSilo.Hosting;
using OutreachSilo.Machine;
using OutreachSilo.Storage;

namespace OutreachSilo.HostRules;

/// <summary>On a real silo.</summary>
public sealed class SiloHostRuleTests(SiloHostRuleTests.Silo silo) : HostRuleTests, IClassFixture<SiloHostRuleTests.Silo>
{
    protected override Task Run(Func<IGrainFactory, Task> scenario, int faults = 0) => scenario(silo.Grains);

    public sealed class Silo : IAsyncLifetime
    {
        private InMemorySilo silo = null!;

        public IGrainFactory Grains => silo.Services.GetRequiredService<IGrainFactory>();

        public async ValueTask InitializeAsync() => silo = await InMemorySilo.Start(builder =>
            builder.Services.Configure<GrainCollectionOptions>(options => options.DeactivationTimeout = TimeSpan.FromMilliseconds(100)));

        public ValueTask DisposeAsync() => silo.DisposeAsync();
    }
}

/// <summary>On the simulation's host, which also logs every fault that nobody else hears of.</summary>
public sealed class SimulatedHostRuleTests : HostRuleTests
{
    protected override async Task Run(Func<IGrainFactory, Task> scenario, int faults = 0)
    {
        var world = new World(seed: 1);
        var log = new FaultLog(world);
        var placement = new Placement(world);
        var network = new Network(world, placement, () => Weather.Calm);
        var (database, people, process) = (new Database(world), world.NewProcess("people"), world.NewProcess("node1"));
        var journal = new NodeJournal(process, database, () => Weather.Calm);
        placement.Nodes.Add(new(process, network, journal, new NodeSnapshots(world, journal, database, () => Weather.Calm), log, new()));

        var played = people.Start(() => scenario(network.References));
        Assert.True(world.RunUntil(() => played.IsCompleted, world.Now + TimeSpan.FromMinutes(2)), "The scenario did not end.");
        await played;
        Assert.Equal(faults, log.Bugs.Count);
        Assert.Empty(world.Leaks);
    }
}
