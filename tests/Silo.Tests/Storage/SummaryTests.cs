using OutreachSilo.Common;
using OutreachSilo.Tasters;

namespace OutreachSilo.Storage;

public sealed class SqliteSummaryTests() : SummaryTests(new SqliteTestDatabase());

public sealed class PostgreSqlSummaryTests() : SummaryTests(new PostgreSqlTestDatabase())
{
    [Fact]
    public async Task Two_processes_that_write_the_same_summaries_in_opposite_orders_both_succeed()
    {
        const int Rounds = 30;
        const int Grains = 500;
        await using var one = await RunningStorage.Start(Database);
        await using var other = await RunningStorage.Start(Database);
        for (var round = 0; round < Rounds; round++)
        {
            SummaryRow[] rows = [.. Enumerable.Range(0, Grains).Select(number => CountingSummary.Row($"week/{round}/{number}", 1))];
            await Task.WhenAll(one.Summaries.Put(rows, CancellationToken.None), other.Summaries.Put([.. rows.AsEnumerable().Reverse()], CancellationToken.None));
        }

        Assert.Equal((long)Rounds * Grains, await one.Scalar("select count(*) from summary"));
    }
}

/// <summary>Summaries ride along with the changes, and what is read across grains.</summary>
public abstract class SummaryTests(TestDatabase database) : StorageTests(database)
{
    [Fact]
    public async Task A_batch_makes_one_summary_of_a_grain_however_many_changes_it_carries()
    {
        await using var storage = await RunningStorage.Start(Database);
        var summary = new CountingSummary();
        var session = storage.Journal.Open("week/1");
        Task[] appends;
        await using (await storage.HoldWriter()) appends = [.. Enumerable.Range(1, 100).Select(version => session.Append(version, summary))];

        await Task.WhenAll(appends);
        await storage.Summaries.Settle(CancellationToken.None);
        Assert.Equal(1, summary.Made);
        Assert.Equal(100, Assert.Single(await All(storage.Scan.Summaries(null, CancellationToken.None))).Version);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Of_two_activations_that_both_owe_a_summary_the_newer_one_is_written(int changes)
    {
        await using var storage = await RunningStorage.Start(Database);
        var (older, newer) = (storage.Journal.Open("week/1"), storage.Journal.Open("week/1"));
        Task[] appends;
        await using (await storage.HoldWriter())
        {
            appends =
            [
                older.Append([.. Enumerable.Range(1, changes).Select(version => Some.Change(version))], new CountingSummary()),
                newer.Append([.. Enumerable.Range(changes + 1, changes).Select(version => Some.Change(version))], new CountingSummary()),
                storage.Journal.Open("week/2").Append(1, new CountingSummary()),
            ];
        }

        await Task.WhenAll(appends);
        await storage.Summaries.Settle(CancellationToken.None);
        var rows = await All(storage.Scan.Summaries(null, CancellationToken.None));
        Assert.Equal([("week/1", 2L * changes), ("week/2", 1L)], rows.Select(row => (row.Grain, row.Version)));
    }

    [Fact]
    public async Task Whoever_has_just_changed_something_finds_it_in_a_list()
    {
        await using var storage = await RunningStorage.Start(Database);
        for (var number = 1; number <= 20; number++)
        {
            await storage.Journal.Open($"week/{number}").Append(1, new CountingSummary());
            var listed = await storage.Store.ReadSummaries(
                async (connection, cancellationToken) =>
                {
                    await using var command = connection.CreateCommand();
                    command.CommandText = "select count(*) from summary";
                    return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture);
                },
                CancellationToken.None);
            Assert.Equal(number, listed);
        }
    }

    [Fact]
    public async Task However_many_ask_at_once_that_what_is_owed_be_written_nobody_is_turned_away_and_everybody_finds_it()
    {
        await using var storage = await RunningStorage.Start(Database);
        Task append;
        Task[] asked;
        await using (await storage.HoldWriter())
        {
            append = storage.Journal.Open("week/1").Append(1, new CountingSummary());
            asked = [.. Enumerable.Range(0, 10 * WriteQueue.WritesMax).Select(_ => storage.Summaries.Settle(CancellationToken.None))];
        }

        await Task.WhenAll(asked);
        await append;
        Assert.Equal(1L, await storage.Scalar("select count(*) from summary"));
    }

    [Fact]
    public async Task Who_asks_when_a_look_has_begun_gets_one_of_his_own()
    {
        await using var storage = await RunningStorage.Start(Database);
        var session = storage.Journal.Open("week/1");
        for (var version = 1; version <= 50; version++)
        {
            var before = storage.Summaries.Settle(CancellationToken.None);
            await session.Append(version, new CountingSummary());
            await storage.Summaries.Settle(CancellationToken.None);
            await before;
            Assert.Equal(version, Assert.Single(await All(storage.Scan.Summaries(null, CancellationToken.None))).Version);
        }
    }

    [Fact]
    public async Task A_large_batch_writes_some_summaries_and_owes_the_others_for_a_moment()
    {
        await using var storage = await RunningStorage.Start(Database, ("Storage:BatchRowsMax", "200"));
        var summaries = Enumerable.Range(0, 200).ToDictionary(number => $"week/{number}", _ => new CountingSummary(), StringComparer.Ordinal);
        var sessions = summaries.Keys.ToDictionary(grain => grain, storage.Journal.Open, StringComparer.Ordinal);
        Task[] appends;
        await using (await storage.HoldWriter())
            appends = [.. new[] { 1, 2, 3 }.SelectMany(version => sessions.Select(session => session.Value.Append(version, summaries[session.Key])))];
        await Task.WhenAll(appends);
        await storage.Summaries.Settle(CancellationToken.None);
        var rows = await All(storage.Scan.Summaries(null, CancellationToken.None));
        Assert.Equal(200, rows.Count);
        Assert.All(rows, row => Assert.Equal(3, row.Version));
        Assert.InRange(summaries.Values.Sum(summary => summary.Made), 200, 3 * 200 - 1);
        Assert.Empty(await storage.Scan.Behind(CancellationToken.None));
    }

    [Fact]
    public async Task A_grain_that_nobody_lists_gets_no_summary_until_it_must_be_woken_and_keeps_it_up_after()
    {
        await using var storage = await RunningStorage.Start(Database);
        var listed = false;
        var summary = new CountingSummary { Listed = () => listed };
        var session = storage.Journal.Open("person/1");
        await session.Append(1, summary);
        await storage.Summaries.Settle(CancellationToken.None);
        Assert.Equal(0L, await storage.Scalar("select count(*) from summary"));

        listed = true;
        await session.Append(2, summary);
        await storage.Summaries.Settle(CancellationToken.None);
        listed = false;
        await session.Append(3, summary);
        await storage.Summaries.Settle(CancellationToken.None);
        Assert.Equal(3, Assert.Single(await All(storage.Scan.Summaries(null, CancellationToken.None))).Version);

        var reopened = storage.Journal.Open("person/1");
        await reopened.Append(4, summary);
        await storage.Summaries.Settle(CancellationToken.None);
        Assert.Equal(4, Assert.Single(await All(storage.Scan.Summaries(null, CancellationToken.None))).Version);
    }

    [Fact]
    public async Task What_a_killed_process_still_owed_is_found_behind_at_the_next_start()
    {
        await using var storage = await RunningStorage.Start(Database);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var grain in new[] { "week/1", "week/2", "week/3" }) await storage.Journal.Open(grain).Append([Some.Change(1, at: now)], new CountingSummary());
        await storage.Journal.Open("week/4").Append([Some.Change(1, at: now.AddHours(-3))], null);
        await storage.Journal.Open("week/5").Append([Some.Change(1, at: now.AddHours(-4))], null);
        await storage.Summaries.Settle(CancellationToken.None);
        Assert.Empty(await storage.Scan.Behind(CancellationToken.None));

        // As if these had not been written when the process ended. What is older than the mark is not looked at again.
        await storage.Execute("delete from summary where grain = 'week/2'");
        await storage.Execute("update summary set version = 0 where grain = 'week/3'");
        Assert.Equal(["week/2", "week/3"], await storage.Scan.Behind(CancellationToken.None));

        await storage.Summaries.Put([CountingSummary.Row("week/2", 1), CountingSummary.Row("week/3", 1)], CancellationToken.None);
        Assert.Empty(await storage.Scan.Behind(CancellationToken.None));
        await storage.Execute("update summary_mark set at = (select min(at) from journal)");
        Assert.Equal(["week/4"], await storage.Scan.Behind(CancellationToken.None));

        // Who ends in order owes nothing and leaves no mark.
        storage.Summaries.CaughtUp();
        await storage.Stop();
        await using var next = await RunningStorage.Start(Database);
        Assert.Empty(await next.Scan.Behind(CancellationToken.None));
    }

    [Fact]
    public async Task A_process_that_has_said_nothing_for_long_is_known_and_then_forgotten()
    {
        await using var storage = await RunningStorage.Start(Database);
        var now = TimeProvider.System.GetUtcNow();
        await storage.Journal.Open("week/1").Append([Some.Change(1, at: now.AddMinutes(-4))], new CountingSummary());
        await storage.Summaries.Settle(CancellationToken.None);
        Assert.False(await storage.Scan.HasAbandoned(now.AddMinutes(-3), CancellationToken.None));

        // Another process's mark, under a name of its own, and its debt.
        await storage.Execute("insert into summary_mark (writer, at) select 'gone/0', min(at) from journal");
        await storage.Execute("delete from summary");
        Assert.True(await storage.Scan.HasAbandoned(now.AddMinutes(-3), CancellationToken.None));
        Assert.False(await storage.Scan.HasAbandoned(now.AddMinutes(-5), CancellationToken.None));
        await storage.Execute("update summary_mark set at = (select min(at) - 1000 from journal) where writer = 'gone/0'", "update summary_mark set at = (select min(at) - interval '1 ms' from journal) where writer = 'gone/0'");
        Assert.Equal(["week/1"], await storage.Scan.Behind(CancellationToken.None));

        await storage.Summaries.Forget(now.AddMinutes(-3), CancellationToken.None);
        Assert.False(await storage.Scan.HasAbandoned(now.AddMinutes(-3), CancellationToken.None));
        Assert.Equal(1L, await storage.Scalar("select count(*) from summary_mark"));
    }

    [Fact]
    public async Task A_summary_of_an_older_version_never_replaces_a_newer_one()
    {
        await using var storage = await RunningStorage.Start(Database);
        var session = storage.Journal.Open("week/1");
        await session.Append(1, new CountingSummary((grain, _) => CountingSummary.Row(grain, 7, search: "newer")));
        await storage.Summaries.Settle(CancellationToken.None);
        await session.Append(2, new CountingSummary((grain, _) => CountingSummary.Row(grain, 6, search: "older")));
        await storage.Summaries.Settle(CancellationToken.None);
        await session.Append(3, new CountingSummary((grain, _) => CountingSummary.Row(grain, 7, search: "same")));

        var row = Assert.Single(await All(storage.Scan.Summaries(null, CancellationToken.None)));
        Assert.Equal((7, "newer"), (row.Version, row.Search));
    }

    [Fact]
    public async Task Every_column_of_a_summary_is_read_back()
    {
        await using var storage = await RunningStorage.Start(Database);
        var rich = CountingSummary.Row("week/1", 1, "week", "Y61", new DateOnly(2026, 8, 3), Some.Instant.AddMinutes(10), "st mary's, ñandú");
        var bare = CountingSummary.Row("week/2", 1, "week", "", search: "");
        await storage.Journal.Open("week/1").Append(1, new CountingSummary((_, _) => rich));
        await storage.Journal.Open("week/2").Append(1, new CountingSummary((_, _) => bare));
        Task both;
        await using (await storage.HoldWriter())
        {
            both = Task.WhenAll(
                storage.Journal.Open("week/3").Append(1, new CountingSummary((_, _) => rich with { Grain = "week/3" })),
                storage.Journal.Open("week/4").Append(1, new CountingSummary((_, _) => bare with { Grain = "week/4" })));
        }

        await both;
        var rows = await All(storage.Scan.Summaries("week", CancellationToken.None));
        Assert.Equal(["week/1", "week/2", "week/3", "week/4"], rows.Select(row => row.Grain));
        foreach (var (row, expected) in rows.Zip([rich, bare, rich, bare]))
        {
            Assert.Equal((expected.Version, expected.Kind, expected.Region, expected.StartsOn, expected.DueAt, expected.Search),
                (row.Version, row.Kind, row.Region, row.StartsOn, row.DueAt, row.Search));
            Assert.Equal(expected.Text(), row.Text());
        }
    }

    [Fact]
    public async Task A_summary_that_cannot_be_made_costs_nobody_a_change()
    {
        await using var storage = await RunningStorage.Start(Database);
        Task[] appends;
        await using (await storage.HoldWriter())
        {
            appends =
            [
                storage.Journal.Open("week/1").Append(1, new CountingSummary((_, _) => throw new InvalidOperationException("bug"))),
                storage.Journal.Open("week/2").Append(1, new CountingSummary((grain, version) => CountingSummary.Row(grain, version, search: "a\0b"))),
                storage.Journal.Open("week/3").Append(1, new CountingSummary()),
            ];
        }

        await Task.WhenAll(appends);
        Assert.Equal(3L, await storage.Scalar("select count(*) from journal"));
        Assert.Equal("week/3", Assert.Single(await All(storage.Scan.Summaries(null, CancellationToken.None))).Grain);
    }

    [Fact]
    public async Task Due_gives_the_earliest_first_and_only_what_is_due()
    {
        await using var storage = await RunningStorage.Start(Database);
        await Add(storage, "week/late", Some.Instant.AddMinutes(20));
        await Add(storage, "week/first", Some.Instant.AddMinutes(1));
        await Add(storage, "week/third", Some.Instant.AddMinutes(10));
        await Add(storage, "week/second", Some.Instant.AddMinutes(5));
        await Add(storage, "week/never", null);

        await storage.Summaries.Settle(CancellationToken.None);
        Assert.Equal(["week/first", "week/second", "week/third"], await storage.Scan.Due(Some.Instant.AddMinutes(10), 100, CancellationToken.None));
        Assert.Equal(["week/first", "week/second"], await storage.Scan.Due(Some.Instant.AddMinutes(10), 2, CancellationToken.None));
        Assert.Empty(await storage.Scan.Due(Some.Instant, 100, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => storage.Scan.Due(Some.Instant, 0, CancellationToken.None));
    }

    [Fact]
    public async Task A_scan_gives_every_grain_in_byte_order_with_its_versions_ascending()
    {
        await using var storage = await RunningStorage.Start(Database);
        string[] keys = ["week/b", "week/B", "week/a", "Week/z", "week/é", "week/a/1", "person/z", "week/a-1", "week/Z"];
        foreach (var key in keys) await storage.Journal.Open(key).Append([Some.Change(1), Some.Change(2)], null);
        foreach (var key in keys) await storage.Journal.Open(key).Append(3);

        var rows = await All(storage.Scan.ByGrain(CancellationToken.None));

        var expected = keys.Order(StringComparer.Ordinal).SelectMany(key => new[] { (key, 1L), (key, 2L), (key, 3L) });
        Assert.Equal(expected, rows.Select(row => (row.Grain, row.Entry.Version)));
        Assert.Equal(27, rows.Select(row => row.Position).Distinct().Count());
        var inOrderOfWriting = rows.OrderBy(row => row.Position).Select(row => row.Grain).ToList();
        Assert.Equal(keys, inOrderOfWriting.Skip(18));
    }

    [Fact]
    public async Task A_scan_shows_one_moment_though_writing_goes_on()
    {
        await using var storage = await RunningStorage.Start(Database);
        for (var number = 0; number < 5; number++) await storage.Journal.Open($"week/{number}").Append([Some.Change(1)], null);

        var seen = 0;
        await foreach (var row in storage.Scan.ByGrain(CancellationToken.None))
        {
            Assert.Equal(1, row.Entry.Version);
            if (seen++ == 0) await storage.Journal.Open("week/4").Append(2);
        }

        Assert.Equal(5, seen);
    }

    [Fact]
    public async Task A_board_finds_the_weeks_of_its_region_from_a_day_on()
    {
        await using var storage = await RunningStorage.Start(Database);
        await AddWeek("K81001", new DateOnly(2026, 8, 10), "Y61");
        await AddWeek("K81002", new DateOnly(2026, 8, 3), "Y61");
        await AddWeek("K81003", new DateOnly(2026, 7, 27), "Y61");
        await AddWeek("K81004", new DateOnly(2026, 8, 10), "Y62");
        await storage.Journal.Open("practice/K81001").Append(1, new CountingSummary((grain, version) => CountingSummary.Row(grain, version, "practice")));

        var weeks = await storage.Boards.Weeks("Y61", new DateOnly(2026, 8, 3), CancellationToken.None);

        Assert.Equal(["week/K81002/2026-08-03", "week/K81001/2026-08-10"], weeks.Select(week => week.Week.ToString()));
        Assert.All(weeks, week => Assert.Equal(1, week.Version));

        Task AddWeek(string practice, DateOnly monday, string region) => storage.Journal.Open(new WeekId(practice, monday).ToString())
            .Append(1, new CountingSummary((grain, version) => CountingSummary.Row(grain, version, region: region, startsOn: monday)));
    }

    private static Task Add(RunningStorage storage, string grain, DateTimeOffset? due) =>
        storage.Journal.Open(grain).Append(1, new CountingSummary((key, version) => CountingSummary.Row(key, version, dueAt: due)));
}
