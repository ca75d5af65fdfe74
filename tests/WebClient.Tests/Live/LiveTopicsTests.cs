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

    public LiveTopicsTests() => _topics = Make();

    public async ValueTask InitializeAsync()
    {
        await _topics.StartAsync(CancellationToken.None);
        await Until(() => _topics.Known.Epoch == _grains.Topics.Epoch);
    }

    public async ValueTask DisposeAsync()
    {
        await _topics.StopAsync(CancellationToken.None);
        _topics.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_page_is_out_of_date_when_its_topic_moved_after_it_was_made_and_only_then()
    {
        await Moves("ana");
        var shown = _topics.Known;
        Assert.False(IsOutOfDate("ana", shown));
        await Moves("ben");
        Assert.Equal((false, true, false), (IsOutOfDate("ana", shown), IsOutOfDate("ben", shown), IsOutOfDate("cleo", shown)));
    }

    [Fact]
    public void A_host_that_has_heard_nothing_calls_no_page_current()
    {
        using var deaf = Make();
        Assert.True(deaf.Compare("ana", deaf.Known.Epoch, deaf.Known.Version).Moved);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_nobody_was_told_of_is_found_by_the_next_notice_and_by_the_next_renewal()
    {
        var shown = _topics.Known;
        _grains.Topics.Lose("ana");
        await Moves("ben");
        Assert.Equal((true, true), (IsOutOfDate("ana", shown), IsOutOfDate("ben", shown)));
        _grains.Topics.Lose("cleo");
        await Until(() => _topics.Known.Version == 3);
        Assert.True(IsOutOfDate("cleo", shown));
    }

    [Fact(Timeout = 60_000)]
    public async Task After_the_versions_began_anew_every_page_is_out_of_date()
    {
        var shown = _topics.Known;
        _grains.Topics.Epoch = Guid.NewGuid();
        await Until(() => _topics.Known.Epoch == _grains.Topics.Epoch);
        Assert.True(IsOutOfDate("nobody", shown));
        Assert.False(IsOutOfDate("nobody", _topics.Known));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_page_made_by_a_host_that_knows_more_is_current_here()
    {
        await Moves("ana");
        Assert.False(IsOutOfDate("ana", _topics.Known with { Version = _topics.Known.Version + 5 }));
    }

    [Fact(Timeout = 60_000)]
    public async Task More_topics_than_the_bound_are_forgotten_and_count_as_moved()
    {
        await Moves("ana");
        var shown = _topics.Known;
        await Moves([.. Enumerable.Range(0, LiveTopics.TopicsMax).Select(number => $"scheme/{number}")]);
        Assert.True(IsOutOfDate("ben", shown));
        Assert.False(IsOutOfDate("ben", _topics.Known));
    }

    private LiveTopics Make() =>
        new(_grains, new GrainCalls(new EdgeOptions { Retries = 0 }, _time), new NoHub(), Options.Create(new LiveOptions()), _time, NullLogger<LiveTopics>.Instance);

    private bool IsOutOfDate(string topic, TopicsKnown shown) => _topics.Compare(topic, shown.Epoch, shown.Version).Moved;

    /// <summary>Returns when the host knows it.</summary>
    private async Task Moves(params string[] topics)
    {
        var before = _topics.Known.Version;
        await _grains.Topics.Move([.. topics]);
        await Until(() => _topics.Known.Version >= before + topics.Length);
    }

    /// <summary>The host waits a tick between two questions, and the clock is ours.</summary>
    private async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
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
