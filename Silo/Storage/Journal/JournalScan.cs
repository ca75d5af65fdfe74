using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>
/// Reads across grains. Each scan is one statement, so it shows one moment of the database however long it takes. Keys come in the order of
/// their UTF-8 bytes on both databases.
/// </summary>
internal sealed class JournalScan(Database database) : IJournalScan
{
    public IAsyncEnumerable<JournalRow> ByGrain(CancellationToken cancellationToken) => Stream(
        "select position, grain, version, at, kind, body, actor, command from journal order by grain, version",
        row => new JournalRow(row.GetInt64(0), row.GetString(1), database.ReadEntry(row, 2)),
        [],
        cancellationToken);

    public IAsyncEnumerable<SummaryRow> Summaries(string? kind, CancellationToken cancellationToken) => Stream(
        "select grain, version, kind, region, starts_on, due_at, search, body from summary " + (kind is null ? "" : "where kind = @kind ") + "order by grain",
        database.ReadSummary,
        kind is null ? [] : [("kind", kind)],
        cancellationToken);

    public Task<long> LastVersion(string grain, CancellationToken cancellationToken) => database.Read(
        async (connection, token) =>
        {
            await using var command = connection.Command("select coalesce(max(version), 0) from journal where grain = @grain", ("grain", grain));
            return Convert.ToInt64(await command.ExecuteScalarAsync(token), CultureInfo.InvariantCulture);
        },
        cancellationToken);

    public async Task<IReadOnlyList<string>> Due(DateTimeOffset by, int take, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(take);
        return await database.Read(
            async (connection, token) =>
            {
                await using var command = connection.Command(
                    "select grain from summary where due_at <= @by order by due_at, grain limit @take",
                    ("by", database.Instant(by)), ("take", take));
                return await command.Rows(row => row.GetString(0), token);
            },
            cancellationToken);
    }

    private async IAsyncEnumerable<T> Stream<T>(
        string sql, Func<DbDataReader, T> read, IEnumerable<(string Name, object? Value)> parameters,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await ReadFaults.Guard(database.Connect(cancellationToken));
        await using var command = connection.Command(sql, parameters);
        command.CommandTimeout = 0;
        await using var row = await ReadFaults.Guard(command.ExecuteReaderAsync(cancellationToken));
        while (await ReadFaults.Guard(row.ReadAsync(cancellationToken))) yield return read(row);
    }
}
