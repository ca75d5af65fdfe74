using System.Data.Common;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>Where a reader stands that follows the journal: every row before <see cref="Reached"/> is behind it, and of that transaction the rows up to <see cref="Position"/>.</summary>
/// <param name="Reached">Number of a transaction; on SQLite, where there is one writer, a position.</param>
internal readonly record struct JournalPlace(long Reached, long Position);

/// <summary>A row and the place behind it.</summary>
internal readonly record struct FollowedRow(JournalRow Row, JournalPlace Place);

/// <summary>Rows in the order in which they are to be read.</summary>
/// <param name="Next">Where to go on once all have been dealt with.</param>
/// <param name="MayHaveMore">There are more that could be read at once.</param>
internal sealed record JournalStretch(IReadOnlyList<FollowedRow> Rows, JournalPlace Next, bool MayHaveMore);

/// <summary>
/// Reads the journal as it grows, each row once. Rows come only when every transaction begun before theirs has ended, so that none can turn up behind the
/// reader's back; a transaction that stays open holds the readers up and loses nothing.
/// </summary>
internal sealed class JournalFeed(Database database, IStore store)
{
    private bool IsPostgreSql => database.Provider == StorageProvider.PostgreSql;

    /// <exception cref="JournalUnavailableException">The database cannot be read.</exception>
    public Task<JournalPlace> PlaceOf(string follower, CancellationToken cancellationToken) => store.Read(
        async (connection, token) =>
        {
            await using var command = connection.Command(
                "select reached, position from journal_follower where name = @name", ("name", follower));
            await using var row = await command.ExecuteReaderAsync(token);
            return await row.ReadAsync(token) ? new JournalPlace(row.GetInt64(0), row.GetInt64(1)) : throw new InvalidOperationException($"No script has entered the follower '{follower}'.");
        },
        cancellationToken);

    /// <param name="kinds">Rows of other kinds are passed over.</param>
    /// <param name="take">At most so many rows.</param>
    /// <exception cref="JournalUnavailableException">The database cannot be read.</exception>
    public Task<JournalStretch> Read(JournalPlace from, IReadOnlyCollection<string> kinds, int take, CancellationToken cancellationToken) =>
        store.Read((connection, token) => Read(connection, from, kinds, take, token), cancellationToken);

    /// <summary>Remembers a place; false when another process has moved it since <paramref name="from"/> was read.</summary>
    /// <exception cref="JournalException">The database cannot write now, or its answer was lost.</exception>
    public async Task<bool> Move(string follower, JournalPlace from, JournalPlace to, CancellationToken cancellationToken)
    {
        var moved = 0;
        await store.Write(
            async (connection, transaction, token) =>
            {
                await using var command = connection.Command(
                    """
                    update journal_follower set reached = @to, position = @toPosition
                    where name = @name and reached = @from and position = @fromPosition
                    """,
                    ("name", follower), ("from", from.Reached), ("fromPosition", from.Position), ("to", to.Reached), ("toPosition", to.Position));
                command.Transaction = transaction;
                moved = await command.ExecuteNonQueryAsync(token);
            },
            cancellationToken);
        return moved == 1;
    }

    /// <param name="order">The column that rows are followed by.</param>
    internal static string RowsAfter(string order, int kinds) =>
        $"""
        select position, grain, version, at, kind, body, actor, command, {order}
        from journal
        where {order} >= @reached and {order} < @settled and ({order} > @reached or position > @position) and kind in ({string.Join(", ", Enumerable.Range(0, kinds).Select(number => $"@kind{number}"))})
        order by {order}, position
        limit @take
        """;

    private async Task<JournalStretch> Read(DbConnection connection, JournalPlace from, IReadOnlyCollection<string> kinds, int take, CancellationToken cancellationToken)
    {
        // First the bound, then the rows: everything before the bound has ended by now, and what it committed is seen.
        var settled = await Settled(connection, cancellationToken);

        // A dump read into another server brings its old numbers along, which that server has yet to reach. All of it is settled.
        var isRestored = settled < from.Reached;
        await using var command = connection.Command(
            RowsAfter(IsPostgreSql ? "tx" : "position", kinds.Count),
            ("reached", from.Reached), ("position", from.Position), ("settled", isRestored ? long.MaxValue : settled), ("take", take));
        foreach (var (number, kind) in kinds.Index()) command.Add($"kind{number}", kind);
        var rows = await command.Rows(
            row => new FollowedRow(
                new JournalRow(row.GetInt64(0), row.GetString(1), database.ReadEntry(row, 2)), new JournalPlace(row.GetInt64(8), row.GetInt64(0))),
            cancellationToken);
        return rows.Count == take ? new JournalStretch(rows, rows[^1].Place, true) : new JournalStretch(rows, new JournalPlace(settled, 0), false);
    }

    /// <summary>The first transaction that may still be open.</summary>
    private async Task<long> Settled(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            IsPostgreSql ? "select txid_snapshot_xmin(txid_current_snapshot())" : "select coalesce(max(position), 0) + 1 from journal");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
