using System.Data.Common;
using Npgsql;

namespace OutreachSilo.Storage;

/// <summary>
/// One writing connection. A batch is one round trip: its statements form one implicit transaction that commits at their end, so a
/// connection lost on the way always leaves the outcome unknown, and an error answered by the server always means nothing is stored.
/// </summary>
/// <param name="readers">Whatever broke this connection may have broken theirs: who reads next shall not be the one to find out.</param>
internal sealed class PostgreSqlSink(NpgsqlDataSource source, NpgsqlDataSource readers) : JournalSink
{
    /// <summary>From so many rows on they are copied.</summary>
    private const int CopyRowsMin = 64;

    private readonly JournalColumns journal = new();
    private readonly JournalCopy copy = new();
    private readonly SummaryColumns summaries = new();
    private JournalRowCommand loneRow = null!;
    private JournalRowCommand row = null!;
    private SummaryRowCommand summary = null!;
    private NpgsqlConnection? connection;
    private bool wasOpen;
    private NpgsqlBatch one = null!;
    private NpgsqlBatch oneAndSummary = null!;
    private NpgsqlBatch many = null!;
    private NpgsqlBatch manyAndSummaries = null!;
    private NpgsqlBatch summariesAlone = null!;
    private NpgsqlCommand find = null!;
    private NpgsqlCommand ping = null!;

    protected override DbConnection Connection => connection!;

    protected override bool IsLost =>
        connection is null || connection.FullState.HasFlag(System.Data.ConnectionState.Broken) || connection.State != System.Data.ConnectionState.Open;

    public override async Task Open(CancellationToken cancellationToken)
    {
        Dispose();
        var opening = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            // Made anew for each connection: a command remembers under which name it was prepared, and a new connection gives the same
            // names to other statements.
            loneRow = new JournalRowCommand();
            row = new JournalRowCommand();
            summary = new SummaryRowCommand();
            one = Batch(opening, loneRow.Command);
            oneAndSummary = Batch(opening, row.Command, summary.Command);
            many = Batch(opening, journal.InsertMany());
            manyAndSummaries = Batch(opening, journal.InsertMany(), summaries.UpsertMany());
            summariesAlone = Batch(opening, summaries.UpsertMany());
            foreach (var batch in new[] { one, oneAndSummary, many, manyAndSummaries, summariesAlone }) await batch.PrepareAsync(cancellationToken);
            find = journal.FindStored(opening);
            ping = new NpgsqlCommand("select 1", opening);
            await find.PrepareAsync(cancellationToken);
            await ping.PrepareAsync(cancellationToken);
            connection = opening;
            if (wasOpen) readers.Clear();
            wasOpen = true;
        }
        catch
        {
            await opening.DisposeAsync();
            throw;
        }
    }

    public override void Store(JournalBatch batch)
    {
        if (batch.Rows >= CopyRowsMin)
        {
            Copy(batch);
            return;
        }

        var command = batch.Rows == 0 ? FillSummaries(batch) : batch.Rows == 1 && batch.Summaries.Count <= 1 ? FillOne(batch) : FillMany(batch);
        Try(() => command.ExecuteNonQuery(), committing: true);
    }

    public override void FindFenced(JournalBatch batch, HashSet<JournalSession> fenced)
    {
        journal.Fill(batch);
        var stored = new HashSet<(string, long)>();
        Try(
            () =>
            {
                using var reader = find.ExecuteReader();
                while (reader.Read()) stored.Add((reader.GetString(0), reader.GetInt64(1)));
                return stored.Count;
            },
            committing: false);
        foreach (var append in batch.Appends)
            if (append.Entries.Any(entry => stored.Contains((append.Session.Grain, entry.Version))))
                fenced.Add(append.Session);
    }

    public override void Ping() => Try(() => ping.ExecuteNonQuery(), committing: false);

    public override void Dispose()
    {
        connection?.Dispose();
        connection = null;
    }

    /// <summary>An error of class ERROR undid the transaction. Anything else may have come after the commit.</summary>
    protected override StoreException Classify(Exception failure, bool committing)
    {
        if (failure is not PostgresException { InvariantSeverity: "ERROR" } error)
            return new StoreException(committing ? StoreFault.Unknown : StoreFault.Unavailable, connectionLost: true, failure);
        var fault = error.SqlState switch
        {
            PostgresErrorCodes.UniqueViolation when error.TableName == "journal" => StoreFault.Conflict,
            PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => StoreFault.Victim,
            PostgresErrorCodes.ReadOnlySqlTransaction => StoreFault.Unavailable,
            ['5' or 'X', ..] => StoreFault.Unavailable,
            _ => StoreFault.Refused,
        };
        return new StoreException(fault, IsLost, failure);
    }

    private void Copy(JournalBatch batch)
    {
        copy.Fill(batch);
        if (batch.Summaries.Count == 0)
        {
            Try(CopyRows, committing: true);
            return;
        }

        summaries.Fill(batch);
        try
        {
            Run(
                (_, _, _) =>
                {
                    CopyRows();
                    summariesAlone.ExecuteNonQuery();
                    return Task.CompletedTask;
                },
                CancellationToken.None);
        }
        catch (Exception failure) when (failure is not StoreException)
        {
            throw Classify(failure, committing: false);
        }
    }

    /// <summary>The end of the stream is the end of the statement, and without a transaction around it its commit.</summary>
    private int CopyRows()
    {
        using var stream = connection!.BeginRawBinaryCopy(JournalCopy.Statement);
        stream.Write(copy.Bytes);
        return 0;
    }

    private NpgsqlBatch FillOne(JournalBatch batch)
    {
        var append = batch.Appends[0];
        if (batch.Summaries.Count == 0)
        {
            loneRow.Fill(append.Session.Grain, append.Entries[0]);
            return one;
        }

        row.Fill(append.Session.Grain, append.Entries[0]);
        summary.Fill(batch.Summaries[0]);
        return oneAndSummary;
    }

    private NpgsqlBatch FillMany(JournalBatch batch)
    {
        journal.Fill(batch);
        if (batch.Summaries.Count == 0) return many;
        summaries.Fill(batch);
        return manyAndSummaries;
    }

    private NpgsqlBatch FillSummaries(JournalBatch batch)
    {
        summaries.Fill(batch);
        return summariesAlone;
    }

    private static NpgsqlBatch Batch(NpgsqlConnection connection, params NpgsqlBatchCommand[] commands)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var command in commands) batch.BatchCommands.Add(command);
        return batch;
    }

    private void Try(Func<int> action, bool committing)
    {
        try
        {
            action();
        }
        catch (Exception failure)
        {
            throw Classify(failure, committing);
        }
    }
}
