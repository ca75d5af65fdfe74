using System.Text;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

public sealed class SqliteHistoryTests() : HistoryTests(new SqliteTestDatabase());

public sealed class PostgreSqlHistoryTests() : HistoryTests(new PostgreSqlTestDatabase());

/// <summary>The audit trail of one record, read from the journal.</summary>
public abstract class HistoryTests(TestDatabase database) : StorageTests(database)
{
    private const string Week = "week/K81001/2026-08-03";
    private const string Ana = "0000000000000000000000000000000a";
    private const string Ben = "0000000000000000000000000000000b";
    private static readonly Guid AnasPlace = new("11111111-2222-3333-4444-555555555555");
    private static readonly Guid BensPlace = new("66666666-7777-8888-9999-aaaaaaaaaaaa");
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_newest_comes_first_with_who_did_it_and_whose_place_it_was()
    {
        await using var storage = await Begin();
        var history = await Read(storage);
        Assert.Equal([5L, 4, 3, 2, 1], history.Lines.Select(line => line.Version));
        Assert.Null(history.Older);
        Assert.Equal(["Booking confirmed", "Place for Foundation doctors held", "4 places for school students from now on"], [history.Lines[1].What, history.Lines[3].What, history.Lines[4].What]);
        // A confirmation says which place; whose it is, the hold said.
        Assert.Equal([Ben, Ana, Ben, Ana, ""], history.Lines.Select(line => line.Person));
        Assert.Equal(["system", Ana, Ben, Ana, "manager"], history.Lines.Select(line => line.Actor));
        Assert.Equal(Noon, history.Lines[4].At);
        Assert.Equal(Noon.AddMinutes(10), history.Lines[3].Instant);
    }

    [Fact]
    public async Task One_place_has_a_history_of_its_own()
    {
        await using var storage = await Begin();
        Assert.Equal([5L, 3], (await Read(storage, place: BensPlace)).Lines.Select(line => line.Version));
        Assert.Equal([4L, 2], (await Read(storage, place: AnasPlace)).Lines.Select(line => line.Version));
        Assert.Empty((await Read(storage, place: Guid.Empty)).Lines);
    }

    [Fact]
    public async Task Pages_follow_each_other_down_to_the_first_change()
    {
        await using var storage = await Begin();
        var seen = new List<long>();
        long? before = null;
        do
        {
            var page = await Read(storage, before: before, take: 2);
            seen.AddRange(page.Lines.Select(line => line.Version));
            before = page.Older;
        }
        while (before is not null);

        Assert.Equal([5L, 4, 3, 2, 1], seen);
    }

    [Fact]
    public async Task Another_record_and_what_there_is_not_have_none_of_it()
    {
        await using var storage = await Begin();
        foreach (var grain in new[] { "week/K81001/2026-08-10", "", "week/%", Week + "'; drop table journal; --" })
            Assert.Empty((await storage.History.Read(grain, null, null, 10, CancellationToken.None)).Lines);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task More_at_once_is_a_mistake_of_the_caller(int take)
    {
        await using var storage = await RunningStorage.Start(Database);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => storage.History.Read(Week, null, null, take, CancellationToken.None));
    }

    private static Task<RecordHistory> Read(RunningStorage storage, Guid? place = null, long? before = null, int take = 10) =>
        storage.History.Read(Week, place, before, take, CancellationToken.None);

    private async Task<RunningStorage> Begin()
    {
        var storage = await RunningStorage.Start(Database);
        await storage.Journal.Open(Week).Append(
            [
                Entry(1, "capacity-set", $$"""{"id":"{{AnasPlace}}","offer":"School","capacity":4}""", "manager"),
                Entry(2, "place-held", $$"""{"place":"{{AnasPlace}}","person":"{{Ana}}","offer":"Foundation","halfDays":1023,"until":"2026-05-04T12:10:00+00:00"}""", Ana),
                Entry(3, "place-held", $$"""{"place":"{{BensPlace}}","person":"{{Ben}}","offer":"Foundation","halfDays":1023,"until":"2026-05-04T12:10:00+00:00"}""", Ben),
                Entry(4, "place-confirmed", $$"""{"place":"{{AnasPlace}}"}""", Ana),
                Entry(5, "place-expired", $$"""{"place":"{{BensPlace}}"}""", "system"),
            ],
            null);
        return storage;
    }

    private static JournalEntry Entry(long version, string kind, string body, string actor) => new(version, Noon.AddMinutes(version - 1), kind, Encoding.UTF8.GetBytes(body), actor, Guid.NewGuid());
}
