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
            string[] grains = [.. Enumerable.Range(0, Grains).Select(number => $"week/{round}/{number}")];
            var appends = new List<Task>();
            await using (await one.HoldWriter())
            await using (await other.HoldWriter())
            {
                appends.AddRange(grains.Select(grain => one.Journal.Open(grain).Append(1, new CountingSummary())));
                appends.AddRange(grains.Reverse().Select(grain => other.Journal.Open(grain).Append(2, new CountingSummary())));
            }

            await Task.WhenAll(appends);
        }

        Assert.Equal((long)Rounds * Grains, await one.Scalar("select count(*) from summary where version = 2"));
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
        Assert.Equal(1, summary.Made);
        Assert.Equal(100, Assert.Single(await All(storage.Scan.Summaries(null, CancellationToken.None))).Version);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Of_two_activations_in_one_batch_the_newer_summary_is_written(int changes)
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
            var listed = await storage.Store.Read(
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
    public async Task Whatever_a_batch_holds_no_summary_is_ever_behind_its_journal()
    {
        await using var storage = await RunningStorage.Start(Database, ("Storage:BatchRowsMax", "200"));
        var sessions = Enumerable.Range(0, 200).Select(number => storage.Journal.Open($"week/{number}")).ToList();
        Task[] appends;
        await using (await storage.HoldWriter())
        {
            appends =
            [
                .. new[] { 1, 2, 3 }.SelectMany(version => sessions.Select(session => session.Append(version, new CountingSummary()))),
            ];
        }

        while (appends.Any(append => !append.IsCompleted))
        {
            Assert.Equal(0L, await storage.Scalar(
                """
                select count(*) from (select grain, max(version) as version from journal group by grain) as told
                left join summary on summary.grain = told.grain where summary.version is null or summary.version <> told.version
                """));
        }

        await Task.WhenAll(appends);
        var rows = await All(storage.Scan.Summaries(null, CancellationToken.None));
        Assert.Equal(200, rows.Count);
        Assert.All(rows, row => Assert.Equal(3, row.Version));
    }

    [Fact]
    public async Task A_summary_of_an_older_version_never_replaces_a_newer_one()
    {
        await using var storage = await RunningStorage.Start(Database);
        var session = storage.Journal.Open("week/1");
        await session.Append(1, new CountingSummary((grain, _) => CountingSummary.Row(grain, 7, search: "newer")));
        await session.Append(2, new CountingSummary((grain, _) => CountingSummary.Row(grain, 6, search: "older")));
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
    public async Task A_summary_that_cannot_be_made_or_stored_refuses_its_own_changes_and_no_others()
    {
        await using var storage = await RunningStorage.Start(Database);
        var (broken, wrong, foreign) = (storage.Journal.Open("week/1"), storage.Journal.Open("week/2"), storage.Journal.Open("week/4"));
        Task[] refused;
        Task good;
        await using (await storage.HoldWriter())
        {
            refused =
            [
                broken.Append(1, new CountingSummary((_, _) => throw new InvalidOperationException("bug"))),
                wrong.Append(1, new CountingSummary((grain, version) => CountingSummary.Row(grain, version, search: "a\0b"))),
                foreign.Append(1, new CountingSummary((_, version) => CountingSummary.Row("week/3", version))),
            ];
            good = storage.Journal.Open("week/3").Append(1, new CountingSummary());
        }

        await good;
        foreach (var append in refused)
        {
            var failure = await Assert.ThrowsAsync<JournalUnavailableException>(() => append);
            Assert.Contains("summary", failure.Message, StringComparison.Ordinal);
        }

        Assert.True(broken.IsPoisoned && wrong.IsPoisoned && foreign.IsPoisoned);
        Assert.Equal(1L, await storage.Scalar("select count(*) from journal"));
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
