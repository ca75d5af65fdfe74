using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using OutreachSilo.Hosting;

namespace OutreachSilo.Live;

/// <summary>How moves are numbered, and what a web host hears that missed some.</summary>
public sealed class TopicsGrainTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private GrainHost host = null!;

    public async ValueTask InitializeAsync() => host = await GrainHost.New();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Each_move_is_numbered_and_every_web_host_is_told_to_ask()
    {
        var (one, other) = (new WebHost(host), new WebHost(host));
        var begun = await one.Asks((Guid.Empty, 0));
        await other.Asks((Guid.Empty, 0));
        await Topics.Move(["ana", "ben"]);
        await Topics.Move(["ben", "cleo"]);
        foreach (var web in new[] { one, other })
        {
            await web.IsTold();
            var moved = await web.Asks(begun);
            Assert.Equal((begun.Epoch, begun.Version + 2), (moved.Epoch, moved.Version));
            Assert.Equal(["ana", "ben", "cleo"], moved.Topics!.Value);
            Assert.Equal(["ben", "cleo"], (await web.Asks((begun.Epoch, begun.Version + 1))).Topics!.Value);
            Assert.Empty((await web.Asks(moved)).Topics!.Value);
        }
    }

    [Fact]
    public async Task A_web_host_that_was_let_go_hears_what_it_missed_when_it_comes_back()
    {
        var (late, punctual) = (new WebHost(host), new WebHost(host));
        var begun = await late.Asks((Guid.Empty, 0));
        for (var minute = 0; minute < 6; minute++)
        {
            await punctual.Asks(begun);
            host.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await Topics.Move(["ana"]);
        await punctual.IsTold();
        Assert.False(late.WasTold);
        Assert.Equal(["ana"], (await late.Asks(begun)).Topics!.Value);
    }

    [Fact]
    public async Task One_that_knows_another_epoch_or_a_version_that_is_not_there_learns_that_anything_may_have_moved()
    {
        var web = new WebHost(host);
        await Topics.Move(["ana"]);
        var begun = await web.Asks((Guid.Empty, 0));
        Assert.Equal((1L, true), (begun.Version, begun.Topics is null));
        foreach (var unknown in new[] { (Guid.NewGuid(), 0L), (begun.Epoch, 99L), (begun.Epoch, -1L) })
            Assert.Equal(begun, await web.Asks(unknown));
    }

    [Fact]
    public async Task Old_moves_are_forgotten_and_whoever_knows_no_newer_ones_learns_it()
    {
        var web = new WebHost(host);
        var begun = await web.Asks((Guid.Empty, 0));
        for (var move = 0; move <= TopicsGrain.MovesMax; move++) await Topics.Move([$"topic {move}"]);
        Assert.Null((await web.Asks(begun)).Topics);
        Assert.Equal([$"topic {TopicsGrain.MovesMax}"], (await web.Asks((begun.Epoch, TopicsGrain.MovesMax))).Topics!.Value);
    }

    [Fact]
    public async Task The_loss_of_a_node_begins_a_new_epoch_and_a_node_that_comes_does_not()
    {
        var cluster = new Cluster { Nodes = [1, 2] };
        var topics = new TopicsGrain(host.Time, NullLogger<TopicsGrain>.Instance, cluster);
        var reference = host.Grains.CreateObjectReference<ITopicObserver>(new WebHost(host));
        var begun = await topics.Since(reference, Guid.Empty, 0);
        cluster.Nodes = [1, 2, 3];
        Assert.Equal(begun.Epoch, (await topics.Since(reference, begun.Epoch, 0)).Epoch);
        cluster.Nodes = [1, 3];
        var after = await topics.Since(reference, begun.Epoch, 0);
        Assert.Equal((true, true), (after.Epoch != begun.Epoch, after.Topics is null));
        Assert.Equal(after.Epoch, (await topics.Since(reference, after.Epoch, 0)).Epoch);
    }

    private ITopicsGrain Topics => host.Grains.GetGrain<ITopicsGrain>(ITopicsGrain.Key);

    /// <summary>The nodes that a node believes to be alive.</summary>
    private sealed class Cluster : ISiloStatusOracle
    {
        public int[] Nodes { get; set; } = [];

        public SiloStatus CurrentStatus => SiloStatus.Active;

        public string SiloName => "one";

        public SiloAddress SiloAddress => AddressOf(1);

        public SiloAddress[] GetActiveSilos() => [.. Nodes.Select(AddressOf)];

        public SiloStatus GetApproximateSiloStatus(SiloAddress siloAddress) => throw new NotSupportedException();

        public Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false) => throw new NotSupportedException();

        public bool TryGetSiloName(SiloAddress siloAddress, out string siloName) => throw new NotSupportedException();

        public bool IsFunctionalDirectory(SiloAddress siloAddress) => throw new NotSupportedException();

        public bool IsDeadSilo(SiloAddress silo) => throw new NotSupportedException();

        public bool SubscribeToSiloStatusEvents(ISiloStatusListener observer) => throw new NotSupportedException();

        public bool UnSubscribeFromSiloStatusEvents(ISiloStatusListener observer) => throw new NotSupportedException();

        private static SiloAddress AddressOf(int node) => SiloAddress.New(IPAddress.Loopback, 11_000 + node, 1);
    }

    private sealed class WebHost : ITopicObserver
    {
        private readonly TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly GrainHost host;
        private readonly ITopicObserver reference;

        public WebHost(GrainHost host) => (this.host, reference) = (host, host.Grains.CreateObjectReference<ITopicObserver>(this));

        public bool WasTold => told.Task.IsCompleted;

        public Task<TopicsMoved> Asks(TopicsMoved known) => Asks((known.Epoch, known.Version));

        public Task<TopicsMoved> Asks((Guid Epoch, long Version) known) =>
            host.Grains.GetGrain<ITopicsGrain>(ITopicsGrain.Key).Since(reference, known.Epoch, known.Version);

        public Task IsTold() => told.Task.WaitAsync(Patience);

        public Task Moved()
        {
            told.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
