using System.Diagnostics.Metrics;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

public sealed class SqliteJournalTests() : JournalTests(new SqliteTestDatabase());

public sealed class PostgreSqlJournalTests() : JournalTests(new PostgreSqlTestDatabase());

/// <summary>Appending, reading and group commit, the same on both databases.</summary>
public abstract class JournalTests(TestDatabase database) : StorageTests(database)
{
    [Fact]
    public async Task A_storage_is_closed_once_however_often_its_host_is_stopped()
    {
        await using var storage = await RunningStorage.Start(Database);
        await storage.Stop();
        await storage.Stop();
    }

    [Fact]
    public async Task Grains_that_wake_together_each_read_their_own()
    {
        await using var storage = await RunningStorage.Start(Database);
        var grains = Enumerable.Range(0, 300).Select(number => $"week/{number}").ToArray();
        await Task.WhenAll(grains.Select((grain, number) => storage.Journal.Open(grain).Append([.. Enumerable.Range(1, number % 4 + 1).Select(version => Some.Change(version))], null)));

        string[] asked = [.. grains, .. grains.Take(50), "week/unknown"];
        var read = await Task.WhenAll(asked.Select(grain => storage.Journal.Read(grain, grain == "week/3" ? 2 : 0, CancellationToken.None)));
        for (var i = 0; i < grains.Length; i++)
            if (i != 3) Assert.Equal(Enumerable.Range(1, i % 4 + 1), read[i].Select(entry => (int)entry.Version));
        Assert.Equal([3L, 4L], read[3].Select(entry => entry.Version));
        Assert.Equal(read.Take(50), read.Skip(grains.Length).Take(50), (one, other) => one.Select(entry => entry.Command).SequenceEqual(other.Select(entry => entry.Command)));
        Assert.Empty(read[^1]);
        using var given = new CancellationTokenSource();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => storage.Journal.Read("week/1", 0, given.Token));
    }

    [Fact]
    public async Task What_was_appended_is_read_back_in_order()
    {
        await using var storage = await RunningStorage.Start(Database);
        var session = storage.Journal.Open("week/K81001/2026-08-03");
        var first = Some.Change(1, "week-published", """{"capacity":4,"host":"Große Straße ☂"}""", actor: "manager-1");
        var second = Some.Change(2);
        var third = Some.Change(3, actor: "system");

        await session.Append([first, second], null);
        await session.Append([third], null);

        var read = await storage.Read("week/K81001/2026-08-03");
        Assert.Equal([1, 2, 3], read.Select(entry => entry.Version));
        Assert.Equal(["week-published", "place-held", "place-held"], read.Select(entry => entry.Kind));
        Assert.Equal(first.Text(), read[0].Text());
        Assert.Equal(["manager-1", "person-1", "system"], read.Select(entry => entry.Actor));
        Assert.Equal([first.Command, second.Command, third.Command], read.Select(entry => entry.Command));
        Assert.All(read, entry => Assert.Equal(Some.Instant, entry.At));
        Assert.All(read, entry => Assert.Equal(TimeSpan.Zero, entry.At.Offset));
    }

    [Fact]
    public async Task Reading_starts_after_the_version_asked_for_and_an_unknown_grain_has_no_changes()
    {
        await using var storage = await RunningStorage.Start(Database);
        await storage.Journal.Open("week/1").Append([Some.Change(1), Some.Change(2), Some.Change(3)], null);

        Assert.Equal([3], (await storage.Journal.Read("week/1", 2, CancellationToken.None)).Select(entry => entry.Version));
        Assert.Empty(await storage.Journal.Read("week/1", 3, CancellationToken.None));
        Assert.Empty(await storage.Read("week/2"));
    }

    [Fact]
    public async Task Instants_are_kept_in_microseconds_and_in_utc()
    {
        await using var storage = await RunningStorage.Start(Database);
        var local = new DateTimeOffset(2026, 8, 3, 10, 0, 0, TimeSpan.FromHours(1)).AddTicks(1_234_567);

        await storage.Journal.Open("week/1").Append([Some.Change(1, at: local)], null);

        var entry = Assert.Single(await storage.Read("week/1"));
        Assert.Equal(new DateTimeOffset(2026, 8, 3, 9, 0, 0, TimeSpan.Zero).AddTicks(1_234_560), entry.At);
    }

    [Fact]
    public async Task Everyone_who_waits_is_carried_by_one_transaction()
    {
        await using var storage = await RunningStorage.Start(Database);
        var hot = storage.Journal.Open("week/hot");
        Task[] appends;
        long before;
        await using (await storage.HoldWriter())
        {
            before = storage.Meter.Batches;
            appends = [.. Enumerable.Range(1, 200).Select(version => hot.Append(version)),
                .. Enumerable.Range(1, 300).Select(number => storage.Journal.Open($"week/{number}").Append(1))];
        }

        await Task.WhenAll(appends);
        Assert.Equal(1, storage.Meter.Batches - before);
        Assert.Equal(200, (await storage.Read("week/hot")).Length);
        Assert.Single(await storage.Read("week/300"));
    }

    [Fact]
    public async Task A_batch_ends_at_its_limit_of_rows_and_the_order_stays()
    {
        await using var storage = await RunningStorage.Start(Database, ("Storage:BatchRowsMax", "10"));
        var session = storage.Journal.Open("week/1");
        Task[] appends;
        long before;
        await using (await storage.HoldWriter())
        {
            before = storage.Meter.Batches;
            appends = [.. Enumerable.Range(1, 95).Select(version => session.Append(version))];
        }

        await Task.WhenAll(appends);
        Assert.Equal(10, storage.Meter.Batches - before);
        Assert.Equal(Enumerable.Range(1, 95).Select(version => (long)version), (await storage.Read("week/1")).Select(entry => entry.Version));
    }

    [Fact]
    public async Task A_lone_caller_gets_a_transaction_at_once()
    {
        await using var storage = await RunningStorage.Start(Database);
        var session = storage.Journal.Open("week/1");
        var before = storage.Meter.Batches;
        for (var version = 1; version <= 20; version++) await session.Append(version);
        Assert.Equal(20, storage.Meter.Batches - before);
    }

    [Fact]
    public async Task What_callers_do_next_does_not_run_on_the_writers_thread()
    {
        await using var storage = await RunningStorage.Start(Database);
        Task<string?> thread;
        await using (await storage.HoldWriter())
        {
            thread = storage.Journal.Open("week/1").Append(1).ContinueWith(
                _ => Thread.CurrentThread.Name, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        Assert.NotEqual("journal writer", await thread);
    }

    [Fact]
    public async Task Stopping_writes_what_is_queued_and_then_takes_nothing_more()
    {
        var storage = await RunningStorage.Start(Database);
        var session = storage.Journal.Open("week/1");
        Task[] appends;
        Task stopping;
        await using (await storage.HoldWriter())
        {
            appends = [.. Enumerable.Range(1, 50).Select(version => session.Append(version))];
            stopping = storage.Stop();
        }

        await Task.WhenAll(appends);
        await stopping;
        await Assert.ThrowsAsync<JournalUnavailableException>(() => session.Append(51));
        await storage.DisposeAsync();

        await using var again = await RunningStorage.Start(Database);
        Assert.Equal(50, (await again.Read("week/1")).Length);
    }

    [Fact]
    public async Task Rows_and_batches_are_counted_for_whoever_listens()
    {
        await using var storage = await RunningStorage.Start(Database);
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == StorageMeter.MeterName) self.EnableMeasurementEvents(instrument, storage.Meter);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.Start();

        await storage.Journal.Open("week/1").Append([Some.Change(1), Some.Change(2)], new CountingSummary());

        Assert.True(seen["outreach.journal.rows"] >= 2);
        Assert.True(seen["outreach.journal.batches"] >= 1);
        Assert.True(seen["outreach.journal.summaries"] >= 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_large_batch_is_read_back_column_by_column(bool withSummaries)
    {
        await using var storage = await RunningStorage.Start(Database);
        var entries = Enumerable.Range(1, 300).Select(version => Some.Change(
            version, $"kind-{version % 7}", $$"""{"text":"ñ{{new string('x', version)}}\u0000"}""", actor: $"pérson-{version % 5} 👩‍⚕️",
            at: Some.Instant.AddMicroseconds(version).AddYears(version % 3 == 0 ? -40 : 1))).ToArray();

        await storage.Journal.Open("week/é").Append(entries, withSummaries ? new CountingSummary() : null);

        var stored = await storage.Read("week/é");
        Assert.Equal(entries.Select(Columns), stored.Select(Columns));
        Assert.Equal(withSummaries ? 1L : 0L, await storage.Scalar("select count(*) from summary"));

        static (long, DateTimeOffset, string, string, string, Guid) Columns(JournalEntry entry) =>
            (entry.Version, entry.At, entry.Kind, entry.Text(), entry.Actor, entry.Command);
    }

    [Fact]
    public async Task Work_on_the_writing_connection_is_stored_whole_or_not_at_all()
    {
        await using var storage = await RunningStorage.Start(Database);
        await storage.Execute("insert into reference (kind, code, body) values ('pcn', 'U00001', '{}')");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => storage.Store.Write(
            async (connection, transaction, token) =>
            {
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = "insert into reference (kind, code, body) values ('pcn', 'U00002', '{}')";
                await command.ExecuteNonQueryAsync(token);
                throw new InvalidOperationException("line 7 is wrong");
            },
            CancellationToken.None));

        Assert.Equal("line 7 is wrong", failure.Message);
        Assert.Equal(1L, await storage.Scalar("select count(*) from reference"));
        await storage.Journal.Open("week/1").Append(1);
    }

    [Fact]
    public async Task Readers_cannot_write()
    {
        await using var storage = await RunningStorage.Start(Database);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => storage.Scalar("insert into reference (kind, code, body) values ('pcn', 'U1', '{}')"));
        Assert.Equal(0L, await storage.Scalar("select count(*) from reference"));
    }
}
