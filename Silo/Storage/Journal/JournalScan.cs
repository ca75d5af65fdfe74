using System.Runtime.CompilerServices;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>
/// Reads across grains. Each scan is one statement, so it shows one moment of the database however long it takes, on a connection of
/// its own. Keys come in the order of their UTF-8 bytes on both databases.
/// </summary>
internal sealed class JournalScan(Database database) : IJournalScan
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
        await using var connection = await ReadFaults.Guard(database.LongReader(cancellationToken));
        await using var command = connection.CreateCommand();
        command.CommandText = kind is null
            ? $"select {JournalRows.SummaryColumns} from summary order by grain"
            : $"select {JournalRows.SummaryColumns} from summary where kind = @kind order by grain";
        if (kind is not null) command.Add("kind", kind);
        await using var row = await ReadFaults.Guard(command.ExecuteReaderAsync(cancellationToken));
        while (await ReadFaults.Guard(row.ReadAsync(cancellationToken))) yield return JournalRows.Summary(database, row);
    }

    public async Task<IReadOnlyList<string>> Due(DateTimeOffset by, int take, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(take);
        return await ReadFaults.Guard(ReadDue(by, take, cancellationToken));
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
