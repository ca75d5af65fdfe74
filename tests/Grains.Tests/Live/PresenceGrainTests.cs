using System.Collections.Immutable;
using System.Threading.Channels;
using OutreachSilo.Hosting;

namespace OutreachSilo.Live;

public sealed class PresenceGrainTests : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 8, 3);
    private static readonly PresentPerson Rowan = new("1", "Rowan Ashby", Monday);
    private static readonly PresentPerson Sam = new("2", "Sam Field", Monday);

    private GrainHost host = null!;

    public async ValueTask InitializeAsync() => host = await GrainHost.New();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Whoever_comes_to_one_host_is_told_to_the_others()
    {
        var (one, two) = (new Listener(host), new Listener(host));
        Assert.Equal([Rowan], (await Presence.Report(one.Reference, [Rowan])).People);
        Assert.Equal([Rowan, Sam], (await Presence.Report(two.Reference, [Sam])).People);
        Assert.Equal(["Rowan Ashby", "Rowan Ashby, Sam Field"], [await one.Hears(), await one.Hears()]);

        Assert.Equal([Sam], (await Presence.Report(one.Reference, [])).People);
        Assert.Equal("Sam Field", await two.HearsUntil("Sam Field"));
    }

    [Fact]
    public async Task A_heartbeat_without_news_tells_nobody_and_keeps_the_version()
    {
        var one = new Listener(host);
        var first = await Presence.Report(one.Reference, [Rowan]);
        Assert.Equal(first, await Presence.Report(one.Reference, [Rowan]) with { People = first.People });
        await one.Hears();
        Assert.False(one.HasHeard);
    }

    [Fact]
    public async Task A_host_that_falls_silent_is_forgotten_with_its_people_and_one_that_beats_is_not()
    {
        var (silent, beating) = (new Listener(host), new Listener(host));
        await Presence.Report(silent.Reference, [Rowan]);
        await Presence.Report(beating.Reference, [Sam]);
        for (var seconds = 0; seconds < 25; seconds += 5)
        {
            host.Time.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal(2, (await Presence.Report(beating.Reference, [Sam])).People.Length);
        }

        host.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("Sam Field", await beating.HearsUntil("Sam Field"));
        Assert.Equal([Sam], (await Presence.Report(beating.Reference, [Sam])).People);
    }

    [Fact]
    public async Task One_host_brings_no_more_than_the_bound()
    {
        var crowd = Enumerable.Range(0, IPresenceGrain.PeopleMax + 5).Select(number => new PresentPerson($"{number}", $"Person {number:000}", null)).ToImmutableArray();
        Assert.Equal(IPresenceGrain.PeopleMax, (await Presence.Report(new Listener(host).Reference, crowd)).People.Length);
    }

    [Fact]
    public async Task Practices_know_nothing_of_each_other()
    {
        await Presence.Report(new Listener(host).Reference, [Rowan]);
        var other = host.Grains.GetGrain<IPresenceGrain>("presence/K81002");
        Assert.Equal([Sam], (await other.Report(new Listener(host).Reference, [Sam])).People);
    }

    private IPresenceGrain Presence => host.Grains.GetGrain<IPresenceGrain>("presence/K81001");

    private sealed class Listener : IPresenceObserver
    {
        private readonly Channel<PresenceNews> _news = Channel.CreateUnbounded<PresenceNews>();

        public Listener(GrainHost host) => Reference = host.Grains.CreateObjectReference<IPresenceObserver>(this);

        public IPresenceObserver Reference { get; }

        public bool HasHeard => _news.Reader.TryPeek(out _);

        public Task Present(PresenceNews news) => _news.Writer.WriteAsync(news).AsTask();

        public async Task<string> Hears() => string.Join(", ", (await _news.Reader.ReadAsync(TestContext.Current.CancellationToken)).People.Select(person => person.Name));

        public async Task<string> HearsUntil(string wanted)
        {
            string heard;
            do heard = await Hears();
            while (heard != wanted);
            return heard;
        }
    }
}
