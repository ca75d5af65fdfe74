using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>What only a file can do: be in use, be full, be something else.</summary>
public sealed class SqliteFaultTests() : StorageTests(new SqliteTestDatabase())
{
    [Fact]
    public async Task A_second_process_on_the_same_file_is_told_who_is_in_the_way()
    {
        await using (await RunningStorage.Start(Database))
        {
            var failure = await Assert.ThrowsAsync<StorageStartException>(() => RunningStorage.Start(Database));
            Assert.Equal(StorageStartException.InUse, failure.ExitStatus);
            Assert.Contains("outreach.db.lock", failure.Message, StringComparison.Ordinal);
            Assert.Contains("Stop the service", failure.Message, StringComparison.Ordinal);
        }

        await using var after = await RunningStorage.Start(Database);
        await after.Journal.Open("week/1").Append(1);
    }

    [Fact]
    public async Task A_folder_that_is_missing_is_made()
    {
        var folder = Path.Combine(Database.Folder, "a", "b");
        await using var storage = await RunningStorage.Start(Database, ("Storage:DataFolder", folder));
        await storage.Journal.Open("week/1").Append(1);
        Assert.True(File.Exists(Path.Combine(folder, "outreach.db")));
    }

    [Fact]
    public async Task A_file_that_is_not_a_database_is_refused_and_stays_as_it_is()
    {
        var path = Path.Combine(Database.Folder, "outreach.db");
        var text = string.Concat(Enumerable.Repeat("dear diary, ", 100));
        await File.WriteAllTextAsync(path, text);

        var failure = await Assert.ThrowsAsync<StorageStartException>(() => RunningStorage.Start(Database));

        Assert.Contains("cannot be opened as a database", failure.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Commits_are_flushed_and_readers_are_read_only()
    {
        await using var storage = await RunningStorage.Start(Database);
        Assert.Equal("wal", await Setting(storage, "journal_mode"));
        Assert.Equal(2L, await Setting(storage, "synchronous"));
    }

    [Fact]
    public async Task On_a_full_disk_nothing_is_acknowledged_reading_goes_on_and_room_brings_writing_back()
    {
        await using var storage = await RunningStorage.Start(Database);
        var session = storage.Journal.Open("week/1");
        await session.Append(1);
        Assert.Equal(HealthStatus.Healthy, await storage.Health());

        var pages = (long)(await storage.Scalar("pragma page_count"))!;
        await storage.Execute($"pragma max_page_count = {pages}");
        var big = Encoding.UTF8.GetBytes($"\"{new string('x', 100_000)}\"");
        await Assert.ThrowsAsync<JournalUnavailableException>(() => session.Append([Some.Change(2) with { Body = big }], null));
        Assert.True(session.IsPoisoned);
        Assert.Single(await storage.Read("week/1"));

        await storage.Execute($"pragma max_page_count = {pages + 10_000}");
        Assert.Equal(HealthStatus.Healthy, await storage.Health());
        var next = storage.Journal.Open("week/1");
        await next.Append([Some.Change(2) with { Body = big }], null);
        Assert.Equal(2, (await storage.Read("week/1")).Length);
    }

    [Fact]
    public async Task Readiness_says_when_writing_fails_and_when_it_works_again()
    {
        await using var storage = await RunningStorage.Start(Database);
        await storage.Execute("alter table journal rename to journal_away");
        await storage.Execute("create view journal as select * from journal_away");
        await storage.Execute("alter table write_probe rename to write_probe_away");
        storage.Writer.LastFailure = new IOException("as after a failed write");
        Assert.Equal(HealthStatus.Unhealthy, await storage.Health());

        await storage.Execute("alter table write_probe_away rename to write_probe");
        Assert.Equal(HealthStatus.Healthy, await storage.Health());
    }

    /// <summary>Of the connection that writes.</summary>
    private static async Task<object?> Setting(RunningStorage storage, string name)
    {
        object? value = null;
        await storage.Store.Write(
            async (connection, transaction, token) =>
            {
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = $"pragma {name}";
                value = await command.ExecuteScalarAsync(token);
            },
            CancellationToken.None);
        return value;
    }
}
