using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Common.Resilience;
using OutreachSilo.TestKit;

namespace OutreachSilo.Live;

public sealed class PeopleRelayTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly FakeGrains _grains = new();
    private readonly IOptions<LiveOptions> _options = Options.Create(new LiveOptions());
    private readonly Broadcaster _broadcaster;
    private readonly PeopleRelay _relay;

    public PeopleRelayTests()
    {
        _broadcaster = new Broadcaster(null!, _options, _time, NullLogger<Broadcaster>.Instance);
        _relay = new PeopleRelay(_grains, new GrainCalls(new EdgeOptions { Retries = 0 }, _time), _broadcaster, _options, _time, NullLogger<PeopleRelay>.Instance);
    }

    public void Dispose() => _broadcaster.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_when_the_relay_grain_lost_sight_of_this_host_is_everybody_told(bool lost)
    {
        await Start();
        var (viewer, _) = TestViewer.Make(_time);
        var topic = _relay.Join(viewer, "ana");
        var seat = topic.Seats[viewer.Id];
        if (lost) _grains.People.Stay = Guid.NewGuid();

        _time.Advance(TimeSpan.FromSeconds(_options.Value.RenewSeconds));
        await _grains.People.Subscribed(2);
        await _relay.StopAsync(CancellationToken.None);

        Assert.Equal(lost, topic.Next(seat) is not null);
    }

    [Fact]
    public async Task Who_follows_before_the_host_hears_anything_is_told_once_it_does()
    {
        var (viewer, _) = TestViewer.Make(_time);
        var topic = _relay.Join(viewer, "ana");
        Assert.True(_relay.MayHaveMoved("ana", _time.GetUtcNow()));
        await Start();
        Assert.NotNull(topic.Next(topic.Seats[viewer.Id]));
    }

    /// <summary>A move at second 10 of a host that hears since second 0; the page is looked at in second 20 and was made at the second given.</summary>
    [Theory]
    [InlineData(5, true)]
    [InlineData(10, true)]
    [InlineData(11, true)] // within the two seconds that hosts' clocks may be apart
    [InlineData(13, false)]
    [InlineData(20, false)]
    [InlineData(30, true)] // made by a clock that cannot be believed
    [InlineData(1, true)] // within those two seconds of the time before
    public async Task A_page_is_out_of_date_when_something_moved_since_it_was_made(int made, bool moved)
    {
        await Start();
        var start = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(10));
        await _grains.People.Announce(["ana"]);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(moved, _relay.MayHaveMoved("ana", start.AddSeconds(made)));
        Assert.Equal(made is < 2 or > 22, _relay.MayHaveMoved("ben", start.AddSeconds(made)));
    }

    [Fact]
    public async Task A_page_older_than_what_is_remembered_is_out_of_date()
    {
        await Start();
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.True(_relay.MayHaveMoved("ana", _time.GetUtcNow().AddSeconds(-59)));
        Assert.False(_relay.MayHaveMoved("ana", _time.GetUtcNow().AddSeconds(-58)));
    }

    private async Task Start()
    {
        await _relay.StartAsync(CancellationToken.None);
        _time.Advance(TimeSpan.Zero);
        await _grains.People.Subscribed(1);
        while (_relay.MayHaveMoved("nobody", _time.GetUtcNow().AddSeconds(2))) await Task.Yield();
    }
}
