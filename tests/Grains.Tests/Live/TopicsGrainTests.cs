using System.Collections.Immutable;
using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using OutreachSilo.Hosting;
using OutreachSilo.TestKit;

namespace OutreachSilo.Live;

/// <summary>How moves are numbered, and what a web host hears that missed some.</summary>
public sealed class TopicsGrainTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private GrainHost host = null!;

    public async ValueTask InitializeAsync() => host = await GrainHost.New();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Each_move_is_numbered_and_told_to_every_web_host()
    {
        var (one, other) = (new WebHost(host), new WebHost(host));
        var begun = await one.Subscribe(Guid.Empty, 0);
        await other.Subscribe(Guid.Empty, 0);
        await Topics.Move(["ana"]);
        await Topics.Move(["ben", "cleo"]);
        foreach (var web in new[] { one, other })
        {
            var heard = new[] { await web.Next(), await web.Next() }.OrderBy(moved => moved.From).ToList();
            Assert.Equal([begun.To, begun.To + 1, begun.To + 2], [heard[0].From, heard[1].From, heard[1].To]);
            Assert.Equal(["ana", "ben", "cleo"], heard.SelectMany(moved => moved.Topics));
            Assert.All(heard, moved => Assert.Equal(begun.Epoch, moved.Epoch));
        }
    }

    [Fact]
    public async Task A_web_host_that_was_let_go_hears_what_it_missed_when_it_comes_back()
    {
        var (late, punctual) = (new WebHost(host), new WebHost(host));
        var begun = await late.Subscribe(Guid.Empty, 0);
        for (var minute = 0; minute < 6; minute++)
        {
            await punctual.Subscribe(begun.Epoch, begun.To);
            host.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await Topics.Move(["ana"]);
        await punctual.Next();
        Assert.False(late.WasTold);
        var back = await late.Subscribe(begun.Epoch, begun.To);
        Assert.Equal((begun.Epoch, begun.To, begun.To + 1), (back.Epoch, back.From, back.To));
        Assert.Equal(["ana"], back.Topics);
    }

    [Fact]
    public async Task One_that_knows_another_epoch_or_a_version_that_is_not_there_learns_that_it_knows_nothing()
    {
        var web = new WebHost(host);
        await Topics.Move(["ana"]);
        var begun = await web.Subscribe(Guid.Empty, 0);
        Assert.Equal((1L, 1L, true), (begun.From, begun.To, begun.Topics.IsEmpty));
        var foreign = await web.Subscribe(Guid.NewGuid(), 0);
        Assert.Equal((begun.Epoch, 1L, true), (foreign.Epoch, foreign.From, foreign.Topics.IsEmpty));
        Assert.Equal(1, (await web.Subscribe(begun.Epoch, 99)).From);
    }

    [Fact]
    public async Task The_loss_of_a_node_begins_a_new_epoch_and_a_node_that_comes_does_not()
    {
        var cluster = new Cluster { Nodes = [1, 2] };
        var topics = new TopicsGrain(new ManualTime(), NullLogger<TopicsGrain>.Instance, cluster);
        var reference = host.Grains.CreateObjectReference<ITopicObserver>(new WebHost(host));
        var begun = await topics.Subscribe(reference, Guid.Empty, 0);
        cluster.Nodes = [1, 2, 3];
        Assert.Equal(begun.Epoch, (await topics.Subscribe(reference, begun.Epoch, begun.To)).Epoch);
        cluster.Nodes = [1, 3];
        var after = await topics.Subscribe(reference, begun.Epoch, begun.To);
        Assert.NotEqual(begun.Epoch, after.Epoch);
        Assert.Equal(after.Epoch, (await topics.Subscribe(reference, after.Epoch, after.To)).Epoch);
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
        private readonly Channel<TopicsMoved> moves = Channel.CreateUnbounded<TopicsMoved>();
        private readonly GrainHost host;
        private readonly ITopicObserver reference;

        public WebHost(GrainHost host) => (this.host, reference) = (host, host.Grains.CreateObjectReference<ITopicObserver>(this));

        public bool WasTold { get; private set; }

        public Task<TopicsMoved> Subscribe(Guid epoch, long version) => host.Grains.GetGrain<ITopicsGrain>(ITopicsGrain.Key).Subscribe(reference, epoch, version);

        public async Task<TopicsMoved> Next() => await moves.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        public Task Moved(TopicsMoved moved)
        {
            WasTold = true;
            moves.Writer.TryWrite(moved);
            return Task.CompletedTask;
        }
    }
}
