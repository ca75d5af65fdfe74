using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Common.Resilience;
using OutreachSilo.TestKit;

namespace OutreachSilo.Live;

/// <summary>How a host keeps its copy of the topics' versions.</summary>
public sealed class LiveTopicsTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly FakeGrains _grains = new();
    private readonly LiveTopics _topics;

    public LiveTopicsTests() => _topics = new LiveTopics(
        _grains, new GrainCalls(new EdgeOptions { Retries = 0 }, _time), new NoHub(), Options.Create(new LiveOptions()), _time, NullLogger<LiveTopics>.Instance);

    public async ValueTask InitializeAsync()
    {
        await _topics.StartAsync(CancellationToken.None);
        _time.Advance(TimeSpan.Zero);
        await Until(() => _topics.Known.Epoch == _grains.Topics.Epoch);
    }

    public async ValueTask DisposeAsync()
    {
        await _topics.StopAsync(CancellationToken.None);
        _topics.Dispose();
    }

    [Fact]
    public async Task A_topic_has_the_version_of_its_last_move_and_no_other_topic_has()
    {
        await _grains.Topics.Move(["ana"]);
        await _grains.Topics.Move(["ben"]);
        Assert.Equal((1, 2, 0), (VersionOf("ana"), VersionOf("ben"), VersionOf("cleo")));
        Assert.Equal(2, _topics.Known.Version);
        Assert.Equal(1, _grains.Topics.Subscriptions);
    }

    [Fact]
    public void A_host_that_has_heard_nothing_calls_no_page_current()
    {
        using var deaf = new LiveTopics(
            _grains, new GrainCalls(new EdgeOptions { Retries = 0 }, _time), new NoHub(), Options.Create(new LiveOptions()), _time, NullLogger<LiveTopics>.Instance);
        Assert.True(deaf.Compare("ana", deaf.Known.Epoch, deaf.Known.Version).Moved);
    }

    [Fact]
    public async Task A_gap_is_closed_at_once_by_asking_what_was_missed()
    {
        _grains.Topics.Lose("ana");
        await _grains.Topics.Move(["ben"]);
        await Until(() => _topics.Known.Version == 2);
        Assert.Equal((2, 2, 0), (VersionOf("ana"), VersionOf("ben"), VersionOf("cleo")));
        Assert.Equal(2, _grains.Topics.Subscriptions);
    }

    [Fact]
    public async Task Late_and_doubled_notices_turn_nothing_back()
    {
        var first = _grains.Topics.Lose("ana");
        var second = _grains.Topics.Lose("ben");
        await _grains.Topics.Tell(first);
        await _grains.Topics.Tell(second);
        await _grains.Topics.Tell(first);
        Assert.Equal((1, 2), (VersionOf("ana"), VersionOf("ben")));
        Assert.Equal(1, _grains.Topics.Subscriptions);
    }

    [Fact]
    public async Task A_page_stays_current_over_a_renewal_that_brings_nothing()
    {
        await _grains.Topics.Move(["ana"]);
        var shown = _topics.Known;
        await Renewed();
        Assert.False(_topics.Compare("ana", shown.Epoch, shown.Version).Moved);
    }

    [Fact]
    public async Task After_the_versions_began_anew_every_page_is_out_of_date()
    {
        var shown = _topics.Known;
        _grains.Topics.Epoch = Guid.NewGuid();
        await Renewed();
        await Until(() => _topics.Known.Epoch == _grains.Topics.Epoch);
        Assert.True(_topics.Compare("nobody", shown.Epoch, shown.Version).Moved);
        Assert.False(_topics.Compare("nobody", _topics.Known.Epoch, _topics.Known.Version).Moved);
    }

    [Fact]
    public async Task A_page_made_by_a_host_that_knows_more_is_current_here()
    {
        await _grains.Topics.Move(["ana"]);
        Assert.False(_topics.Compare("ana", _topics.Known.Epoch, _topics.Known.Version + 5).Moved);
    }

    private long VersionOf(string topic) => _topics.Compare(topic, null, null).Version;

    private async Task Renewed()
    {
        var before = _grains.Topics.Subscriptions;
        _time.Advance(TimeSpan.FromSeconds(new LiveOptions().RenewSeconds));
        await Until(() => _grains.Topics.Subscriptions > before);
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition()) await Task.Yield();
    }

    /// <summary>A hub without a connection.</summary>
    private sealed class NoHub : IHubContext<LiveHub>, IHubClients, IClientProxy
    {
        IHubClients IHubContext<LiveHub>.Clients => this;

        IGroupManager IHubContext<LiveHub>.Groups => throw new NotSupportedException();

        public IClientProxy All => this;

        public IClientProxy AllExcept(IReadOnlyList<string> excludedConnectionIds) => this;

        public IClientProxy Client(string connectionId) => this;

        public IClientProxy Clients(IReadOnlyList<string> connectionIds) => this;

        public IClientProxy Group(string groupName) => this;

        public IClientProxy GroupExcept(string groupName, IReadOnlyList<string> excludedConnectionIds) => this;

        public IClientProxy Groups(IReadOnlyList<string> groupNames) => this;

        public IClientProxy User(string userId) => this;

        public IClientProxy Users(IReadOnlyList<string> userIds) => this;

        public Task SendCoreAsync(string method, object?[] args, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
