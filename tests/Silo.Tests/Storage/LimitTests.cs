using System.Text;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

public sealed class SqliteLimitTests() : LimitTests(new SqliteTestDatabase());

public sealed class PostgreSqlLimitTests() : LimitTests(new PostgreSqlTestDatabase());

/// <summary>Full queues, odd keys, and input that no database should ever see.</summary>
public abstract class LimitTests(TestDatabase database) : StorageTests(database)
{
    public static TheoryData<string> OddKeys => new(
        "deadbeef", "0123456789abcdef0123456789abcdef", "0x1F", "week/K81001/2026-08-03", "WEEK/k81001", "person/o'brien", "a\"b\\c", "%_*?", "--; drop table journal",
        "practice/ñandú-Ω-名-🩺", "e\u0301 and é", "\u202eright to left", " leading and trailing ", "NULL", "1e5", new string('x', JournalGuard.KeyCharactersMax));

    [Theory]
    [MemberData(nameof(OddKeys))]
    public async Task An_odd_key_is_a_key_like_any_other(string key)
    {
        await using var storage = await RunningStorage.Start(Database);
        var session = storage.Journal.Open(key);
        await session.Append([Some.Change(1)], new CountingSummary());
        await session.Append([Some.Change(2), Some.Change(3)], new CountingSummary());

        Assert.Equal(3, (await storage.Read(key)).Length);
        var row = await Single(storage.Scan.Summaries(null, CancellationToken.None));
        Assert.Equal(key, row.Grain);
        Assert.Equal(3, row.Version);
    }

    [Fact]
    public async Task Keys_that_differ_in_case_or_composition_are_different_grains()
    {
        await using var storage = await RunningStorage.Start(Database);
        string[] keys = ["person/a", "person/A", "person/é", "person/e\u0301", "person/a "];
        foreach (var key in keys) await storage.Journal.Open(key).Append(1);
        foreach (var key in keys) Assert.Single(await storage.Read(key));
    }

    [Fact]
    public async Task A_key_that_is_not_plain_text_is_refused()
    {
        await using var storage = await RunningStorage.Start(Database);
        foreach (var key in new[] { "", "a\0b", "a\nb", "\ud800", "a\udc00b", "\udc00\ud800", new string('x', JournalGuard.KeyCharactersMax + 1) })
            Assert.Throws<ArgumentException>(() => storage.Journal.Open(key));
    }

    [Fact]
    public async Task A_full_queue_refuses_at_once_and_leaves_the_activation_good()
    {
        await using var storage = await RunningStorage.Start(Database, ("Storage:QueueAppendsMax", "3"));
        var session = storage.Journal.Open("week/1");
        Task[] queued;
        await using (await storage.HoldWriter())
        {
            queued = [session.Append(1), session.Append(2), session.Append(3)];
            Assert.Throws<JournalBusyException>(() => { _ = session.Append(4); });
            Assert.Throws<JournalBusyException>(() => { _ = storage.Journal.Open("week/2").Append(1); });
            Assert.False(session.IsPoisoned);
        }

        await Task.WhenAll(queued);
        await session.Append(4);
        Assert.Equal(4, (await storage.Read("week/1")).Length);
        Assert.Empty(await storage.Read("week/2"));
    }

    [Fact]
    public async Task A_queue_full_of_bytes_refuses_too()
    {
        await using var storage = await RunningStorage.Start(Database, ("Storage:QueueBytesMax", "4096"));
        var session = storage.Journal.Open("week/1");
        Task first;
        await using (await storage.HoldWriter())
        {
            first = session.Append([Some.Change(1, body: Json(3000))], null);
            Assert.Throws<JournalBusyException>(() => { _ = session.Append([Some.Change(2, body: Json(3000))], null); });
        }

        await first;
        await session.Append([Some.Change(2, body: Json(3000))], null);
    }

    [Fact]
    public async Task A_body_of_a_mebibyte_is_stored_and_one_byte_more_is_refused()
    {
        await using var storage = await RunningStorage.Start(Database);
        var session = storage.Journal.Open("week/1");
        const int limit = 1024 * 1024;

        Assert.Throws<ArgumentException>(() => { _ = session.Append([Some.Change(1, body: Json(limit + 1))], null); });
        Assert.False(session.IsPoisoned);
        await session.Append([Some.Change(1, body: Json(limit))], null);

        Assert.Equal(limit, Assert.Single(await storage.Read("week/1")).Body.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{'a':1}")]
    [InlineData("plain words")]
    public async Task A_body_that_is_not_json_is_refused_before_anything_is_queued(string body)
    {
        await using var storage = await RunningStorage.Start(Database);
        var session = storage.Journal.Open("week/1");
        Assert.Throws<ArgumentException>(() => { _ = session.Append([Some.Change(1, body: body)], null); });
        await session.Append(1);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_refused()
    {
        await using var storage = await RunningStorage.Start(Database);
        var entry = Some.Change(1) with { Body = new byte[] { (byte)'"', 0xc3, 0x28, (byte)'"' } };
        Assert.Throws<ArgumentException>(() => { _ = storage.Journal.Open("week/1").Append([entry], null); });
    }

    [Fact]
    public async Task Versions_that_do_not_follow_each_other_are_refused()
    {
        await using var storage = await RunningStorage.Start(Database);
        var session = storage.Journal.Open("week/1");
        Assert.Throws<ArgumentException>(() => { _ = session.Append([], null); });
        Assert.Throws<ArgumentException>(() => { _ = session.Append(0); });
        Assert.Throws<ArgumentException>(() => { _ = session.Append([Some.Change(1), Some.Change(3)], null); });
        await session.Append(1);
        Assert.Throws<ArgumentException>(() => { _ = session.Append(1); });
        Assert.Throws<ArgumentException>(() => { _ = session.Append(3); });
        await session.Append(2);
    }

    [Fact]
    public async Task A_kind_or_an_actor_that_is_not_plain_text_is_refused()
    {
        await using var storage = await RunningStorage.Start(Database);
        foreach (var text in new[] { "", "place\0held", "person\ud800" })
        {
            Assert.Throws<ArgumentException>(() => { _ = storage.Journal.Open("week/1").Append([Some.Change(1, kind: text)], null); });
            Assert.Throws<ArgumentException>(() => { _ = storage.Journal.Open("week/1").Append([Some.Change(1, actor: text)], null); });
        }
    }

    [Fact]
    public async Task A_row_the_database_refuses_fails_its_own_activation_only()
    {
        await using var storage = await RunningStorage.Start(Database);
        await storage.Execute(Database.RefuseKind("poison"));
        var neighbours = new List<Task>();
        Task bad, behind;
        await using (await storage.HoldWriter())
        {
            for (var number = 0; number < 20; number++) neighbours.Add(storage.Journal.Open($"week/before/{number}").Append(1, new CountingSummary()));
            var session = storage.Journal.Open("week/bad");
            bad = session.Append(1, new CountingSummary(), kind: "poison");
            behind = session.Append(2, new CountingSummary());
            for (var number = 0; number < 20; number++) neighbours.Add(storage.Journal.Open($"week/after/{number}").Append(1, new CountingSummary()));
        }

        await Task.WhenAll(neighbours);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => bad);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => behind);
        Assert.Equal(40L, await storage.Scalar("select count(*) from journal"));
    }

    private static string Json(int bytes) => new StringBuilder(bytes).Append('"').Append('x', bytes - 2).Append('"').ToString();

    private static async Task<SummaryRow> Single(IAsyncEnumerable<SummaryRow> rows)
    {
        var all = new List<SummaryRow>();
        await foreach (var row in rows) all.Add(row);
        return Assert.Single(all);
    }
}
