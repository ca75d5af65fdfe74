using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace OutreachSilo.Storage;

/// <summary>
/// Brings a database's schema up to this program's, forward only: each missing script in a transaction of its own, recorded with its
/// hash. On PostgreSQL an advisory lock makes other processes wait; on SQLite the process lock has seen to that.
/// </summary>
internal static class SchemaUpgrade
{
    /// <summary>The letters "Outreach"; nothing else in the database takes this lock.</summary>
    private const long LockKey = 0x4f75747265616368;

    public static Task Run(DbConnection connection, StorageProvider provider, TimeProvider clock, CancellationToken cancellationToken) =>
        Run(connection, SchemaScript.Of(provider), clock, cancellationToken);

    /// <exception cref="StorageStartException">The database was made by a newer program, or a recorded script is not the one known here.</exception>
    public static async Task Run(DbConnection connection, IReadOnlyList<SchemaScript> scripts, TimeProvider clock, CancellationToken cancellationToken)
    {
        var server = connection is NpgsqlConnection;
        if (server) await Execute(connection, null, string.Create(CultureInfo.InvariantCulture, $"select pg_advisory_lock({LockKey})"), cancellationToken);
        try
        {
            await Execute(connection, null, CreateTable, cancellationToken);
            var applied = await Applied(connection, cancellationToken);
            Check(scripts, applied);
            foreach (var script in scripts)
                if (!applied.ContainsKey(script.Number))
                    await Apply(connection, script, clock, cancellationToken);
        }
        finally
        {
            if (server && connection.State == System.Data.ConnectionState.Open)
                await Execute(connection, null, string.Create(CultureInfo.InvariantCulture, $"select pg_advisory_unlock({LockKey})"), CancellationToken.None);
        }
    }

    // Times are ISO text on both databases: people read this table, nothing computes with it.
    private const string CreateTable =
        "create table if not exists schema_version (number integer primary key, name text not null, sha256 text not null, applied_at text not null)";

    private static void Check(IReadOnlyList<SchemaScript> scripts, Dictionary<int, string> applied)
    {
        foreach (var (number, sha256) in applied)
        {
            var script = scripts.FirstOrDefault(script => script.Number == number) ?? throw new StorageStartException(
                $"The database has schema {applied.Keys.Max()}, this program knows {scripts.Count}: it was last used by a newer version. Start that version, or restore a backup.",
                StorageStartException.Unfit);
            if (script.Sha256 != sha256)
                throw new StorageStartException(
                    $"Schema script {number:D4}_{script.Name} was applied to the database in another wording (recorded {sha256[..Math.Min(12, sha256.Length)]}…, "
                    + $"here {script.Sha256[..12]}…). Start the version that made the database.",
                    StorageStartException.Unfit);
        }
    }

    private static async Task<Dictionary<int, string>> Applied(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.Command("select number, sha256 from schema_version");
        return new(await command.Rows(row => KeyValuePair.Create(row.GetInt32(0), row.GetString(1)), cancellationToken));
    }

    private static async Task Apply(DbConnection connection, SchemaScript script, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Execute(connection, transaction, script.Sql, cancellationToken);
        await using var command = connection.Command(
            "insert into schema_version (number, name, sha256, applied_at) values (@number, @name, @sha256, @at)",
            ("number", script.Number), ("name", script.Name), ("sha256", script.Sha256),
            ("at", clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)));
        command.Transaction = transaction;
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task Execute(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(sql);
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
