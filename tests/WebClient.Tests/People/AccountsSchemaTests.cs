using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using OutreachSilo.Common;
using OutreachSilo.TestKit;

namespace OutreachSilo.People.Accounts;

public sealed class AccountsSchemaTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("accounts");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_sqlite_migration_makes_what_the_model_asks_for()
    {
        var migrated = Sqlite("migrated");
        await Ensure(migrated);
        var asked = Sqlite("asked");
        Directory.CreateDirectory(asked.DataFolder);
        using (var db = Open(asked)) await Execute(asked, db.Database.GenerateCreateScript());
        Assert.Equal(await Shape(asked), await Shape(migrated));
    }

    [Fact]
    public async Task The_sqlite_file_has_no_write_ahead_log_and_a_second_start_changes_nothing()
    {
        var options = Sqlite("twice");
        await Ensure(options);
        var before = await File.ReadAllBytesAsync(options.SqliteFile);
        await Ensure(options);
        Assert.Equal(before, await File.ReadAllBytesAsync(options.SqliteFile));
        Assert.Equal([options.SqliteFile], Directory.GetFiles(options.DataFolder));
        Assert.Equal(1, before[18]);   // file format: 1 = rollback journal, 2 = write-ahead log
    }

    /// <summary>Before 3.51.3 two connections that reset a write-ahead log at once could corrupt the file.</summary>
    [Fact]
    public void SQLite_is_one_without_the_fault_in_resetting_its_write_ahead_log()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Assert.True(Version.Parse(connection.ServerVersion) >= new Version(3, 51, 3), connection.ServerVersion);
    }

    [Fact]
    public async Task A_migration_that_was_killed_half_way_does_not_block_the_next_start()
    {
        var options = Sqlite("killed");
        Directory.CreateDirectory(options.DataFolder);
        await Execute(options, "CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')");
        await Ensure(options).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task The_postgresql_migration_makes_what_the_model_asks_for()
    {
        var server = await Postgres.Shared();
        var (one, two) = (await server.NewDatabase(), await server.NewDatabase());
        await Ensure(new AccountsOptions { UsesPostgreSql = true, PostgreSqlConnection = one });
        using (var db = Open(new AccountsOptions { UsesPostgreSql = true, PostgreSqlConnection = two }))
        {
            await using var source = NpgsqlDataSource.Create(two);
            await using var command = source.CreateCommand(db.Database.GenerateCreateScript());
            await command.ExecuteNonQueryAsync();
        }

        Assert.Equal(await PostgresShape(two), await PostgresShape(one));
    }

    [Fact]
    public async Task The_first_start_on_an_empty_postgresql_database_logs_no_error_and_the_next_one_neither()
    {
        var options = new AccountsOptions { UsesPostgreSql = true, PostgreSqlConnection = await (await Postgres.Shared()).NewDatabase() };
        var log = new Log();
        await Ensure(options, log);
        await Ensure(options, log);
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, line => line.StartsWith(nameof(LogLevel.Error), StringComparison.Ordinal) || line.StartsWith(nameof(LogLevel.Critical), StringComparison.Ordinal));
    }

    private AccountsOptions Sqlite(string name) => new() { DataFolder = Path.Combine(_folder.FullName, name) };

    private static async Task Ensure(AccountsOptions options, Log? log = null)
    {
        var services = new ServiceCollection();
        if (log is not null) services.AddLogging(logging => logging.AddProvider(log));
        services.Configure<IdentityOptions>(it => it.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        services.AddDbContext<AccountsDb>(db => db.UseAccountsStore(options));
        await using var provider = services.BuildServiceProvider();
        var schema = new AccountsSchema(provider.GetRequiredService<IServiceScopeFactory>(), options);
        await schema.StartAsync(TestContext.Current.CancellationToken);
        SqliteConnection.ClearAllPools();
    }

    private static AccountsDb Open(AccountsOptions options)
    {
        var builder = new DbContextOptionsBuilder<AccountsDb>();
        builder.UseAccountsStore(options);
        builder.UseApplicationServiceProvider(
            new ServiceCollection().Configure<IdentityOptions>(it => it.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider());
        return new AccountsDb(builder.Options);
    }

    private static async Task Execute(AccountsOptions options, string sql)
    {
        await using var connection = new SqliteConnection(options.SqliteConnection);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> Shape(AccountsOptions options)
    {
        await using var connection = new SqliteConnection(options.SqliteConnection);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE '\\_\\_EF%' ESCAPE '\\' AND tbl_name NOT LIKE '\\_\\_EF%' ESCAPE '\\' ORDER BY type, name";
        return await Lines(await command.ExecuteReaderAsync());
    }

    private static async Task<string> PostgresShape(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(
            """
            SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(character_maximum_length::text, '') || ' ' || is_nullable || ' ' || is_identity
              FROM information_schema.columns WHERE table_schema = 'accounts' AND table_name NOT LIKE '\_\_EF%'
            UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'accounts' AND tablename NOT LIKE '\_\_EF%'
            UNION ALL SELECT conname || ' ' || pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
              WHERE n.nspname = 'accounts' AND conname NOT LIKE '%\_\_EF%' ORDER BY 1
            """);
        return await Lines(await command.ExecuteReaderAsync());
    }

    private static async Task<string> Lines(System.Data.Common.DbDataReader reader)
    {
        var text = new StringBuilder();
        await using (reader)
            while (await reader.ReadAsync()) text.AppendLine(reader.GetString(0).ReplaceLineEndings("\n"));
        Assert.Contains("AspNetUserPasskeys", text.ToString(), StringComparison.Ordinal);
        return text.ToString();
    }
}
