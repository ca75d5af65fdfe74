using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace OutreachSilo.Storage;

public sealed class SqliteSchemaTests() : SchemaTests(new SqliteTestDatabase());

public sealed class PostgreSqlSchemaTests() : SchemaTests(new PostgreSqlTestDatabase())
{
    [Fact]
    public async Task Processes_that_start_at_once_take_turns()
    {
        var started = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RunningStorage.Start(Database)));
        Assert.Equal((long)SchemaScript.Of(StorageProvider.PostgreSql).Count, await started[0].Scalar("select count(*) from schema_version"));
        foreach (var storage in started) await storage.DisposeAsync();
    }
}

/// <summary>The schema moves forward, once, and only as this program knows it.</summary>
public abstract class SchemaTests(TestDatabase database) : StorageTests(database)
{
    [Fact]
    public async Task Starting_again_applies_nothing_twice()
    {
        await using (var storage = await RunningStorage.Start(Database)) await storage.Journal.Open("week/1").Append(1);
        await using var again = await RunningStorage.Start(Database);
        Assert.Equal((long)SchemaScript.Of(again.Store.Provider).Count, await again.Scalar("select count(*) from schema_version"));
        Assert.Single(await again.Read("week/1"));
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        await using (var storage = await RunningStorage.Start(Database))
            await storage.Execute("insert into schema_version (number, name, sha256, applied_at) values (99, 'later', 'abc', '2030-01-01T00:00:00Z')");

        var failure = await Assert.ThrowsAsync<StorageStartException>(() => RunningStorage.Start(Database));
        Assert.Contains("schema 99", failure.Message, StringComparison.Ordinal);
        Assert.Equal(StorageStartException.Unfit, failure.ExitStatus);
    }

    [Fact]
    public async Task A_script_that_was_applied_in_another_wording_is_refused()
    {
        await using (var storage = await RunningStorage.Start(Database)) await storage.Execute("update schema_version set sha256 = 'abc' where number = 1");

        var failure = await Assert.ThrowsAsync<StorageStartException>(() => RunningStorage.Start(Database));
        Assert.Contains("0001_journal", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_of_itself_and_is_not_recorded()
    {
        await using (await RunningStorage.Start(Database))
        {
            // only to make the database
        }

        await using var connection = await Connect();
        var provider = connection is SqliteConnection ? StorageProvider.Sqlite : StorageProvider.PostgreSql;
        IReadOnlyList<SchemaScript> scripts = [.. SchemaScript.Of(provider), SchemaScript.From(SchemaScript.Of(provider).Count + 1, "broken", "create table half (id integer); create table journal (id integer);")];

        await Assert.ThrowsAnyAsync<DbException>(() => SchemaUpgrade.Run(connection, scripts, TimeProvider.System, CancellationToken.None));

        await using var command = connection.CreateCommand();
        command.CommandText = provider == StorageProvider.Sqlite ? "select count(*) from sqlite_master where name = 'half'" : "select count(*) from pg_tables where tablename = 'half'";
        Assert.Equal(0L, await command.ExecuteScalarAsync());
        command.CommandText = "select count(*) from schema_version";
        Assert.Equal((long)SchemaScript.Of(provider).Count, await command.ExecuteScalarAsync());
    }

    [Fact]
    public void A_script_has_one_hash_whatever_the_line_endings() =>
        Assert.Equal(SchemaScript.From(1, "a", "one;\ntwo;\n").Sha256, SchemaScript.From(1, "a", "one;\r\ntwo;\r\n").Sha256);

    private async Task<DbConnection> Connect()
    {
        DbConnection connection = Database is PostgreSqlTestDatabase server
            ? new NpgsqlConnection(await server.ConnectionString() + ";Pooling=false")
            : new SqliteConnection($"Data Source={Path.Combine(Database.Folder, "outreach.db")};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
