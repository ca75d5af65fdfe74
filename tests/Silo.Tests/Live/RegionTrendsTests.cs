using OutreachSilo.Common;
using OutreachSilo.Storage;
using OutreachSilo.Tasters;
using OutreachSilo.TestKit;

namespace OutreachSilo.Live;

public sealed class SqliteRegionTrendsTests() : RegionTrendsTests(new SqliteTestDatabase());

public sealed class PostgreSqlRegionTrendsTests() : RegionTrendsTests(new PostgreSqlTestDatabase());

/// <summary>How a region's numbers came about, out of journal and summaries.</summary>
public abstract class RegionTrendsTests(TestDatabase database) : StorageTests(database)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateOnly Monday = new(2026, 8, 3);
    private static readonly BoardId Board = new("Y61", TasterKind.Foundation);

    private readonly ManualTime time = new(Noon);

    [Fact]
    public async Task A_day_sums_up_the_weeks_of_the_region()
    {
        await using var storage = await RunningStorage.Start(Database);
        await Publish(storage, "K81001", Noon.AddDays(-1), capacity: 1);
        await Publish(storage, "K81002", Noon, capacity: 3);
        await Publish(storage, "K81003", Noon, capacity: 9, region: "Y62");
        await Append(storage, "K81001", 2, Noon, new PlaceHeld(Id(1), Person, TasterKind.Foundation, HalfDays.WholeWeek, Noon.AddMinutes(10)));
        await Append(storage, "K81001", 3, Noon, new PlaceConfirmed(Id(1)));

        var trend = await new RegionTrends(storage.Database, time).Read(Board, Today.AddDays(-2), Today, CancellationToken.None);
        Assert.Equal([new(Today.AddDays(-2), 0, 0, 0), new TrendDay(Today.AddDays(-1), 1, 0, 0), new TrendDay(Today, 3, 1, 1)], trend.Days);
        var filled = Assert.Single(trend.Filled);
        Assert.Equal((new WeekId("K81001", Monday), "Elm Surgery", TimeSpan.FromDays(1)), (filled.Week, filled.Host, filled.Took));
        Assert.True(trend.Whole);
        Assert.Empty((await new RegionTrends(storage.Database, time).Read(Board, Today.AddDays(-9), Today.AddDays(-1), CancellationToken.None)).Filled);
        Assert.All((await new RegionTrends(storage.Database, time).Read(Board with { Kind = TasterKind.School }, Today, Today, CancellationToken.None)).Days, day => Assert.Equal(0, day.Places));
    }

    [Fact]
    public async Task What_did_not_move_is_not_read_again_and_what_moved_shows_after_a_second()
    {
        await using var storage = await RunningStorage.Start(Database);
        await Publish(storage, "K81001", Noon, capacity: 1);
        await Publish(storage, "K81002", Noon, capacity: 3);
        var trends = new RegionTrends(storage.Database, time);
        Assert.Equal(4, await PlacesToday(trends));

        await storage.Execute($"delete from journal where grain = '{Key("K81002")}'");
        await Publish(storage, "K81004", Noon, capacity: 5);
        Assert.Equal(4, await PlacesToday(trends));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(9, await PlacesToday(trends));
        // The control: whoever reads everything misses the week without changes.
        Assert.Equal(6, await PlacesToday(new RegionTrends(storage.Database, time)));
    }

    [Fact]
    public async Task A_longer_look_back_finds_weeks_that_have_begun_since()
    {
        await using var storage = await RunningStorage.Start(Database);
        await Publish(storage, "K81001", Noon.AddDays(-80), capacity: 2, monday: new DateOnly(2026, 1, 5));
        var trends = new RegionTrends(storage.Database, time);
        Assert.All((await trends.Read(Board, Today.AddDays(-29), Today, CancellationToken.None)).Days, day => Assert.Equal(0, day.Places));
        Assert.Equal(2, (await trends.Read(Board, Today.AddDays(-89), Today, CancellationToken.None)).Days.Sum(day => day.Places));
    }

    [Fact]
    public async Task Days_beyond_the_bound_are_not_read()
    {
        await using var storage = await RunningStorage.Start(Database);
        var trends = new RegionTrends(storage.Database, time);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => trends.Read(Board, Today.AddDays(-IRegionTrends.DaysMax - 1), Today, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => trends.Read(Board, Today.AddDays(1), Today, CancellationToken.None));
    }

    private const string Person = "0000000000000000000000000000000a";

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static string Key(string practice, DateOnly? monday = null) => new WeekId(practice, monday ?? Monday).ToString();

    private static async Task<int> PlacesToday(RegionTrends trends) => (await trends.Read(Board, Today, Today, CancellationToken.None)).Days.Single().Places;

    private static Task Publish(RunningStorage storage, string practice, DateTimeOffset at, int capacity, string region = "Y61", DateOnly? monday = null)
    {
        var host = new HostFacts("Elm Surgery", region, "QUE", "", "", "CB1 1AA", 52.2, 0.12);
        var terms = new OfferTerms(TasterKind.Foundation, HalfDays.WholeWeek, capacity, at, at.AddDays(60), "", 10, 48);
        return Append(storage, practice, 1, at, new WeekPublished(Id(0), host, [terms], 20), region, monday);
    }

    private static async Task Append(RunningStorage storage, string practice, long version, DateTimeOffset at, Change change, string region = "Y61", DateOnly? monday = null)
    {
        var grain = Key(practice, monday);
        var summary = new CountingSummary((key, of) => CountingSummary.Row(key, of, region: region, startsOn: monday ?? Monday));
        await storage.Journal.Open(grain).Append([ChangeCatalog.Write(change, version, at, "manager", Guid.NewGuid())], summary);
    }
}
