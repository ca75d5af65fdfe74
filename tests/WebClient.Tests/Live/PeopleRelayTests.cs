using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Common.Resilience;
using OutreachSilo.TestKit;

namespace OutreachSilo.Live;

public sealed class PeopleRelayTests
{
    private readonly ManualTime _time = new();
    private readonly FakeGrains _grains = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_when_the_relay_grain_began_anew_is_everybody_told(bool anew)
    {
        var options = Options.Create(new LiveOptions());
        using var broadcaster = new Broadcaster(null!, options, _time, NullLogger<Broadcaster>.Instance);
        var relay = new PeopleRelay(_grains, new GrainCalls(new EdgeOptions { Retries = 0 }, _time), broadcaster, options, _time, NullLogger<PeopleRelay>.Instance);
        await relay.StartAsync(CancellationToken.None);
        _time.Advance(TimeSpan.Zero);
        await _grains.People.Subscribed(1);
        var (viewer, _) = TestViewer.Make(_time);
        var topic = relay.Join(viewer, "ana");
        var seat = topic.Seats[viewer.Id];
        if (anew) _grains.People.Epoch = Guid.NewGuid();

        _time.Advance(TimeSpan.FromSeconds(options.Value.RenewSeconds));
        await _grains.People.Subscribed(2);
        await relay.StopAsync(CancellationToken.None);

        Assert.Equal(anew, topic.Next(seat) is not null);
    }
}
