using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OutreachSilo.People.Accounts;

/// <summary>Brings the accounts store to this version of the program, once per process; before the first request is taken.</summary>
internal sealed class AccountsSchema(IServiceScopeFactory scopes, AccountsOptions options) : IHostedService, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _ready;

    public Task StartAsync(CancellationToken cancellationToken) => options.StartsInBackground ? Task.CompletedTask : Ensure(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _gate.Dispose();

    public async Task Ensure(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _ready)) return;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_ready) return;
            await using var scope = scopes.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<AccountsDb>().Database;
            if (options.UsesPostgreSql) await MigrateServer(database, cancellationToken);
            else await MigrateFile(database, cancellationToken);
            Volatile.Write(ref _ready, true);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>EF reads its table of migrations before it has made it, and logs as an error that the server knows of none.</summary>
    private static async Task MigrateServer(DatabaseFacade database, CancellationToken cancellationToken)
    {
        const string Table = $"{AccountsOptions.Schema}.\"{HistoryRepository.DefaultTableName}\"";
        if (!await database.SqlQuery<bool>($"SELECT to_regclass({Table}) IS NOT NULL AS \"Value\"").SingleAsync(cancellationToken))
            await database.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
        await database.MigrateAsync(cancellationToken);
    }

    private async Task MigrateFile(DatabaseFacade database, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataFolder);
        CreateWithoutWriteAheadLog();
        if (!(await database.GetPendingMigrationsAsync(cancellationToken)).Any()) return;

        // EF guards a migration by a row in the file itself, which outlives a process that was killed half-way and then blocks every later
        // start. A lock that dies with its holder stands in front of it, so whoever has this one may clear the other.
        await using var alone = await Alone(options.SqliteFile + ".migrating", cancellationToken);
        await database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        await database.MigrateAsync(cancellationToken);
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

    private static async Task<FileStream> Alone(string path, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (attempt < 100)
            {
                await Task.Delay(100, cancellationToken);
            }
        }
    }
}
