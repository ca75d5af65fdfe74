using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>
/// One writing connection. A batch is one round trip: its three statements form one implicit transaction that commits at their end, so a
/// connection lost on the way always leaves the outcome unknown, and an error answered by the server always means nothing is stored.
/// </summary>
/// <param name="readers">Whatever broke this connection may have broken theirs: who reads next shall not be the one to find out.</param>
internal sealed class PostgreSqlSink(NpgsqlDataSource source, NpgsqlDataSource readers) : JournalSink
{
    /// <summary>A plain insert: with ON CONFLICT the later versions of a fenced activation would get in.</summary>
    private const string InsertJournal =
        """
        insert into journal (grain, version, at, kind, body, actor, command)
        select * from unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::text[], $5::json[], $6::text[], $7::uuid[])
        """;

    /// <summary>An older version never replaces a newer one, whichever activation or process comes last.</summary>
    private const string UpsertSummary =
        """
        insert into summary as stored (grain, version, kind, region, starts_on, due_at, search, body)
        select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::date[], $6::timestamptz[], $7::text[], $8::json[])
        on conflict (grain) do update set version = excluded.version, kind = excluded.kind, region = excluded.region,
            starts_on = excluded.starts_on, due_at = excluded.due_at, search = excluded.search, body = excluded.body
        where stored.version < excluded.version
        """;

    private const string InsertTexts =
        """
        insert into texts (id, chunk, subject, purpose, retention, at, body)
        select * from unnest($1::uuid[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[])
        on conflict (id, chunk) do nothing
        """;

    private const string SelectStored =
        """
        select asked.grain, asked.version from unnest($1::text[], $2::bigint[]) as asked (grain, version)
        where exists (select 1 from journal where journal.grain = asked.grain and journal.version >= asked.version)
        """;

    private NpgsqlConnection? connection;
    private ArrayCommand<GrainEntry> insert = null!;
    private ArrayCommand<SummaryRow> upsert = null!;
    private ArrayCommand<TextRow> write = null!;
    private NpgsqlBatch store = null!;
    private bool wasOpen;

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
            insert = new ArrayCommand<GrainEntry>(InsertJournal)
                .With(NpgsqlDbType.Text, row => row.Grain)
                .With(NpgsqlDbType.Bigint, row => row.Entry.Version)
                .With(NpgsqlDbType.TimestampTz, row => row.Entry.At.UtcDateTime)
                .With(NpgsqlDbType.Text, row => row.Entry.Kind)
                .With(NpgsqlDbType.Json, row => row.Entry.Body)
                .With(NpgsqlDbType.Text, row => row.Entry.Actor)
                .With(NpgsqlDbType.Uuid, row => row.Entry.Command);
            upsert = new ArrayCommand<SummaryRow>(UpsertSummary)
                .With(NpgsqlDbType.Text, row => row.Grain)
                .With(NpgsqlDbType.Bigint, row => row.Version)
                .With(NpgsqlDbType.Text, row => row.Kind)
                .With(NpgsqlDbType.Text, row => row.Region)
                .With(NpgsqlDbType.Date, row => row.StartsOn)
                .With(NpgsqlDbType.TimestampTz, row => row.DueAt?.UtcDateTime)
                .With(NpgsqlDbType.Text, row => row.Search)
                .With(NpgsqlDbType.Json, row => row.Body);
            write = new ArrayCommand<TextRow>(InsertTexts)
                .With(NpgsqlDbType.Uuid, row => row.Text.Id)
                .With(NpgsqlDbType.Integer, row => row.Chunk)
                .With(NpgsqlDbType.Text, row => row.Text.Subject)
                .With(NpgsqlDbType.Text, row => row.Text.Purpose)
                .With(NpgsqlDbType.Text, row => row.Text.Retention.ToString())
                .With(NpgsqlDbType.TimestampTz, row => row.At.UtcDateTime)
                .With(NpgsqlDbType.Text, row => row.Body);
            store = new NpgsqlBatch(opening) { BatchCommands = { insert.Command, upsert.Command, write.Command } };
            await store.PrepareAsync(cancellationToken);
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
        insert.Fill(batch.Entries);
        upsert.Fill(batch.Summaries);
        write.Fill(batch.Texts);
        Try(() => store.ExecuteNonQuery(), committing: true);
    }

    public override void FindFenced(JournalBatch batch, HashSet<JournalSession> fenced)
    {
        var stored = new HashSet<(string Grain, long Version)>();
        Try(
            () =>
            {
                using var command = new NpgsqlCommand(SelectStored, connection);
                command.Parameters.Add(new() { Value = batch.Appends.ConvertAll(append => append.Session.Grain) });
                command.Parameters.Add(new() { Value = batch.Appends.ConvertAll(append => append.Entries[0].Version) });
                using var row = command.ExecuteReader();
                while (row.Read()) stored.Add((row.GetString(0), row.GetInt64(1)));
                return stored.Count;
            },
            committing: false);
        foreach (var append in batch.Appends)
            if (stored.Contains((append.Session.Grain, append.Entries[0].Version)))
                fenced.Add(append.Session);
    }

    public override void Ping() => Try(
        () =>
        {
            using var command = new NpgsqlCommand("select 1", connection);
            return command.ExecuteNonQuery();
        },
        committing: false);

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
