using Npgsql;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

public sealed class SqliteFeedTests() : FeedTests(new SqliteTestDatabase());

public sealed class PostgreSqlFeedTests() : FeedTests(new PostgreSqlTestDatabase())
{
    [Fact]
    public async Task A_row_whose_transaction_is_still_open_is_waited_for_and_not_stepped_past()
    {
        await using var storage = await RunningStorage.Start(Database);
        await using var other = NpgsqlDataSource.Create(await ((PostgreSqlTestDatabase)Database).ConnectionString());
        await using var connection = await other.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var open = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var insert = connection.CreateCommand())
        {
            insert.CommandText = "insert into journal (grain, version, at, kind, body, actor, command) values ('week/slow', 1, now(), 'told', '{}', 'a', gen_random_uuid())";
            await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await storage.Journal.Open("week/fast").Append(1, kind: Told);
        var feed = Feed(storage);
        var before = await feed.Read(default, [Told], 10, CancellationToken.None);
        Assert.Empty(before.Rows);

        // Without the bound the fast row is seen, and whoever goes on behind it never sees the slow one.
        var steppedPast = (long)(await storage.Scalar("select max(tx) from journal"))!;
        await open.CommitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0L, await storage.Scalar($"select count(*) from journal where tx > {steppedPast}"));

        var after = await Read(feed, before.Next, least: 2);
        Assert.Equal(["week/slow", "week/fast"], after.Rows.Select(row => row.Row.Grain));
    }

    [Fact]
    public async Task However_long_the_journal_only_what_lies_behind_the_place_is_read_even_by_a_server_that_has_never_looked_at_the_table()
    {
        await using var storage = await RunningStorage.Start(Database);
        await storage.Execute(
            "insert into journal (grain, version, at, kind, body, actor, command, tx) select 'week/' || n % 100, n / 100 + 1, now(), 'told', '{}', 'a', gen_random_uuid(), n / 50 from generate_series(0, 49999) n");
        var plan = await storage.Store.Read(
            async (connection, cancellationToken) =>
            {
                await using var command = connection.CreateCommand();
                command.CommandText = "explain " + JournalFeed.RowsAfter("tx", kinds: 1);
                foreach (var (name, value) in new (string, object)[] { ("reached", 990L), ("position", 0L), ("settled", 1_000L), ("take", 500), ("kind0", Told) }) command.Add(name, value);
                await using var row = await command.ExecuteReaderAsync(cancellationToken);
                var lines = new List<string>();
                while (await row.ReadAsync(cancellationToken)) lines.Add(row.GetString(0));
                return string.Join('\n', lines);
            },
            CancellationToken.None);
        Assert.Contains("journal_tx", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dump_read_into_a_server_that_has_counted_less_is_followed_on()
    {
        await using var storage = await RunningStorage.Start(Database);
        var feed = Feed(storage);
        await storage.Journal.Open("week/1").Append(1, kind: Told);
        await storage.Journal.Open("week/2").Append(1, kind: Told);
        var first = await Read(feed, default, take: 1);
        await storage.Execute("update journal set tx = tx + 1000000000");
        var dumped = first.Next with { Reached = first.Next.Reached + 1_000_000_000 };

        var restored = await feed.Read(dumped, [Told], 10, CancellationToken.None);
        Assert.Equal(["week/2"], restored.Rows.Select(row => row.Row.Grain));
        await storage.Journal.Open("week/3").Append(1, kind: Told);
        Assert.Equal(["week/3"], (await Read(feed, restored.Next)).Rows.Select(row => row.Row.Grain));
    }
}

/// <summary>The journal read as it grows.</summary>
public abstract class FeedTests(TestDatabase database) : StorageTests(database)
{
    private protected const string Told = "told";

    [Fact]
    public async Task Each_row_comes_once_in_the_order_of_writing_and_other_kinds_are_passed_over()
    {
        await using var storage = await RunningStorage.Start(Database);
        var feed = Feed(storage);
        var (one, two) = (storage.Journal.Open("week/1"), storage.Journal.Open("week/2"));
        await one.Append(1, kind: Told);
        await two.Append(1, kind: "silent");
        await two.Append(2, kind: Told);
        await one.Append([Some.Change(2, Told), Some.Change(3, "silent"), Some.Change(4, Told)], null);
        var place = await feed.PlaceOf("notices", CancellationToken.None);
        var read = await Read(feed, place, least: 4);
        Assert.Equal(["week/1 1", "week/2 2", "week/1 2", "week/1 4"], Names(read));
        Assert.False(read.MayHaveMore);

        Assert.Empty((await feed.Read(read.Next, [Told], 10, CancellationToken.None)).Rows);
        await two.Append(3, kind: Told);
        Assert.Equal(["week/2 3"], Names(await Read(feed, read.Next)));
    }

    [Fact]
    public async Task A_long_stretch_comes_in_pieces_that_may_end_within_a_transaction()
    {
        await using var storage = await RunningStorage.Start(Database);
        var feed = Feed(storage);
        await storage.Journal.Open("week/1").Append([.. Enumerable.Range(1, 25).Select(version => Some.Change(version, Told))], null);
        var (place, versions) = (await feed.PlaceOf("notices", CancellationToken.None), new List<long>());
        while (versions.Count < 25)
        {
            var read = await Read(feed, place);
            Assert.Equal(versions.Count < 20, read.MayHaveMore);
            versions.AddRange(read.Rows.Select(row => row.Row.Entry.Version));
            place = read.Next;
        }

        Assert.Equal(Enumerable.Range(1, 25).Select(version => (long)version), versions);
    }

    [Fact]
    public async Task A_place_is_remembered_and_only_from_where_it_was()
    {
        var (first, second) = (new JournalPlace(7, 3), new JournalPlace(9, 0));
        await using (var storage = await RunningStorage.Start(Database))
        {
            var start = await Feed(storage).PlaceOf("notices", CancellationToken.None);
            Assert.True(await Feed(storage).Move("notices", start, first, CancellationToken.None));
            Assert.False(await Feed(storage).Move("notices", start, second, CancellationToken.None));
        }

        await using var again = await RunningStorage.Start(Database);
        Assert.Equal(first, await Feed(again).PlaceOf("notices", CancellationToken.None));
        Assert.True(await Feed(again).Move("notices", first, second, CancellationToken.None));
    }

    private protected static JournalFeed Feed(RunningStorage storage) => new(storage.Database, storage.Store);

    /// <summary>
    /// Reads until something comes. The tests share a server, and there a transaction of any database holds the bound up while it is open.
    /// </summary>
    private protected static async Task<JournalStretch> Read(JournalFeed feed, JournalPlace from, int take = 10, int least = 1)
    {
        JournalStretch? read = null;
        await RunningStorage.Until(async () => (read = await feed.Read(from, [Told], take, CancellationToken.None)).Rows.Count >= least);
        return read!;
    }

    private static IEnumerable<string> Names(JournalStretch stretch) => stretch.Rows.Select(row => $"{row.Row.Grain} {row.Row.Entry.Version}");
}
