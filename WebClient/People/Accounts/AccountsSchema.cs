using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OutreachSilo.People.Accounts;

/// <summary>Brings the accounts store to this version of the program, once per process; before the first request is taken.</summary>
internal sealed class AccountsSchema(IServiceScopeFactory scopes, AccountsOptions options) : IHostedService
{
    private readonly Lock _gate = new();
    private bool _ready;

    public Task StartAsync(CancellationToken cancellationToken) => options.StartsInBackground ? Task.CompletedTask : Ensure(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Completes when the store is up to date.</summary>
    public Task Ensure(CancellationToken cancellationToken) =>
        Volatile.Read(ref _ready) ? Task.CompletedTask : Task.Run(() => EnsureNow(cancellationToken), cancellationToken);

    /// <summary>
    /// Returns when the store is up to date. It needs no other thread of the pool: many who need a key at once wait here, because the
    /// framework reads keys synchronously.
    /// </summary>
    public void EnsureNow(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _ready)) return;
        lock (_gate)
        {
            if (_ready) return;
            using var scope = scopes.CreateScope();
            var database = scope.ServiceProvider.GetRequiredService<AccountsDb>().Database;
            if (options.UsesPostgreSql) MigrateServer(database);
            else MigrateFile(database, cancellationToken);
            Volatile.Write(ref _ready, true);
        }
    }

    /// <summary>EF reads its table of migrations before it has made it, and logs as an error that the server knows of none.</summary>
    private static void MigrateServer(DatabaseFacade database)
    {
        const string Table = $"{AccountsOptions.Schema}.\"{HistoryRepository.DefaultTableName}\"";
        if (!database.SqlQuery<bool>($"SELECT to_regclass({Table}) IS NOT NULL AS \"Value\"").Single())
            database.GetService<IHistoryRepository>().CreateIfNotExists();
        database.Migrate();
    }

    private void MigrateFile(DatabaseFacade database, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataFolder);
        CreateWithoutWriteAheadLog();
        if (!database.GetPendingMigrations().Any()) return;

        // EF guards a migration by a row in the file itself, which outlives a process that was killed half-way and then blocks every later
        // start. A lock that dies with its holder stands in front of it, so whoever has this one may clear the other.
        using var alone = Alone(options.SqliteFile + ".migrating", cancellationToken);
        database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
        database.Migrate();
    }

    /// <summary>EF would make a new file with a write-ahead log; one made before it stays as it is.</summary>
    private void CreateWithoutWriteAheadLog()
    {
        if (File.Exists(options.SqliteFile)) return;
        using var connection = new SqliteConnection(options.SqliteConnection);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = DELETE; PRAGMA user_version = 1";
        command.ExecuteNonQuery();
    }

    private static FileStream Alone(string path, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (attempt < 100)
            {
                if (cancellationToken.WaitHandle.WaitOne(100)) cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
