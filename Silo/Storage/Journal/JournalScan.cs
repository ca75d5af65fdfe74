using System.Globalization;
using System.Runtime.CompilerServices;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>
/// Reads across grains. Each scan is one statement, so it shows one moment of the database however long it takes, on a connection of
/// its own. Keys come in the order of their UTF-8 bytes on both databases.
/// </summary>
internal sealed class JournalScan(Database database, Store store) : IJournalScan
{
    public async IAsyncEnumerable<JournalRow> ByGrain([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await ReadFaults.Guard(database.LongReader(cancellationToken));
        await using var command = connection.CreateCommand();
        command.CommandText = "select position, grain, version, at, kind, body, actor, command from journal order by grain, version";
        await using var row = await ReadFaults.Guard(command.ExecuteReaderAsync(cancellationToken));
        while (await ReadFaults.Guard(row.ReadAsync(cancellationToken)))
            yield return new JournalRow(row.GetInt64(0), row.GetString(1), JournalRows.Entry(database, row, 2));
    }

    public async IAsyncEnumerable<SummaryRow> Summaries(string? kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await store.SummariesWritten(cancellationToken);
        await using var connection = await ReadFaults.Guard(database.LongReader(cancellationToken));
        await using var command = connection.CreateCommand();
        command.CommandText = kind is null
            ? $"select {JournalRows.SummaryColumns} from summary order by grain"
            : $"select {JournalRows.SummaryColumns} from summary where kind = @kind order by grain";
        if (kind is not null) command.Add("kind", kind);
        await using var row = await ReadFaults.Guard(command.ExecuteReaderAsync(cancellationToken));
        while (await ReadFaults.Guard(row.ReadAsync(cancellationToken))) yield return JournalRows.Summary(database, row);
    }

    public Task<IReadOnlyList<string>> Behind(CancellationToken cancellationToken) => ReadFaults.Guard(ReadBehind(cancellationToken));

    public Task<bool> HasAbandoned(DateTimeOffset silentSince, CancellationToken cancellationToken) => store.Read(
        async (connection, token) =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "select count(*) from summary_mark where at < @since";
            command.Add("since", database.Instant(silentSince));
            return Convert.ToInt64(await command.ExecuteScalarAsync(token), CultureInfo.InvariantCulture) > 0;
        },
        cancellationToken);

    public async Task<IReadOnlyList<string>> Due(DateTimeOffset by, int take, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(take);
        return await ReadFaults.Guard(ReadDue(by, take, cancellationToken));
    }

    private async Task<IReadOnlyList<string>> ReadBehind(CancellationToken cancellationToken)
    {
        await using var connection = await database.LongReader(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            select changed.grain
            from (select grain, max(version) as version from journal where at > (select min(at) from summary_mark) group by grain) as changed
            left join summary on summary.grain = changed.grain
            where summary.version is null or summary.version < changed.version
            order by changed.grain
            """;
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var grains = new List<string>();
        while (await row.ReadAsync(cancellationToken)) grains.Add(row.GetString(0));
        return grains;
    }

    private async Task<IReadOnlyList<string>> ReadDue(DateTimeOffset by, int take, CancellationToken cancellationToken)
    {
        await using var lease = await database.Reader(cancellationToken);
        var command = lease.Command("select grain from summary where due_at <= @by order by due_at, grain limit @take");
        command.Add("by", database.Instant(by));
        command.Add("take", take);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var grains = new List<string>();
        while (await row.ReadAsync(cancellationToken)) grains.Add(row.GetString(0));
        return grains;
    }
}
