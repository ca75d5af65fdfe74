using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace OutreachSilo.Storage;

/// <summary>
/// Reminders in the service's one database. On PostgreSQL the rows are those that a cluster reads too. Hashes are stored as signed
/// integers; on a ring that is as good as unsigned ones.
/// </summary>
internal sealed class ReminderTable(IStore store, Database database, IOptions<ClusterOptions> cluster) : IReminderTable
{
    private const string Columns = "select grain, name, starts_at, period_ms, version from reminder where service = @service";

    private const string Upsert =
        """
        insert into reminder (service, grain, name, starts_at, period_ms, grain_hash, version)
        values (@service, @grain, @name, @starts, @period, @hash, @version)
        on conflict (service, grain, name) do update set starts_at = excluded.starts_at, period_ms = excluded.period_ms,
            grain_hash = excluded.grain_hash, version = excluded.version
        """;

    private string Service => cluster.Value.ServiceId;

    private string NextVersion => store.Provider == StorageProvider.PostgreSql
        ? "select nextval('reminder_version')"
        : "update reminder_version set last = last + 1 returning last";

    public async Task<ReminderTableData> ReadRows(GrainId grainId) =>
        new(await Read($"{Columns} and grain = @grain", ("grain", grainId.ToString())));

    public async Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        var (after, until) = (unchecked((int)begin), unchecked((int)end));
        var either = after < until ? "and" : "or";
        return new(await Read($"{Columns} and (grain_hash > @after {either} grain_hash <= @until)", ("after", after), ("until", until)));
    }

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        (await Read($"{Columns} and grain = @grain and name = @name", ("grain", grainId.ToString()), ("name", reminderName))) is [var entry] ? entry : null;

    /// <exception cref="Common.JournalException">The database cannot write now, or its answer was lost.</exception>
    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var version = 0;
        await store.Write(
            async (connection, transaction, token) =>
            {
                await using var next = Command(connection, NextVersion);
                next.Transaction = transaction;
                version = Convert.ToInt32(await next.ExecuteScalarAsync(token), CultureInfo.InvariantCulture);
                await using var upsert = Command(
                    connection, Upsert, ("service", Service), ("grain", entry.GrainId.ToString()), ("name", entry.ReminderName),
                    ("starts", database.Instant(new DateTimeOffset(entry.StartAt, TimeSpan.Zero))), ("period", (long)entry.Period.TotalMilliseconds),
                    ("hash", unchecked((int)entry.GrainId.GetUniformHashCode())), ("version", version));
                upsert.Transaction = transaction;
                await upsert.ExecuteNonQueryAsync(token);
            },
            CancellationToken.None);
        return Text(version);
    }

    /// <summary>False when the row is gone or was changed since.</summary>
    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        if (!int.TryParse(eTag, NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return false;
        return await Delete(
            "delete from reminder where service = @service and grain = @grain and name = @name and version = @version",
            ("service", Service), ("grain", grainId.ToString()), ("name", reminderName), ("version", version)) > 0;
    }

    public Task TestOnlyClearTable() => Delete("delete from reminder where service = @service", ("service", Service));

    private async Task<int> Delete(string sql, params (string Name, object Value)[] parameters)
    {
        var deleted = 0;
        await store.Write(
            async (connection, transaction, token) =>
            {
                await using var command = Command(connection, sql, parameters);
                command.Transaction = transaction;
                deleted = await command.ExecuteNonQueryAsync(token);
            },
            CancellationToken.None);
        return deleted;
    }

    private Task<ImmutableArray<ReminderEntry>> Read(string sql, params (string Name, object Value)[] parameters) => store.Read(
        async (connection, token) =>
        {
            await using var command = Command(connection, sql, [("service", Service), .. parameters]);
            await using var row = await command.ExecuteReaderAsync(token);
            var entries = ImmutableArray.CreateBuilder<ReminderEntry>();
            while (await row.ReadAsync(token)) entries.Add(Entry(row));
            return entries.DrainToImmutable();
        },
        CancellationToken.None);

    private ReminderEntry Entry(DbDataReader row) => new()
    {
        GrainId = GrainId.Parse(row.GetString(0), CultureInfo.InvariantCulture),
        ReminderName = row.GetString(1),
        StartAt = database.ReadInstant(row, 2).UtcDateTime,
        Period = TimeSpan.FromMilliseconds(row.GetInt64(3)),
        ETag = Text(row.GetInt32(4)),
    };

    private static DbCommand Command(DbConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Add(name, value);
        return command;
    }

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);
}
