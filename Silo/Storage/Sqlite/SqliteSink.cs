using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OutreachSilo.Storage;

/// <summary>The one connection that writes the file. It alone checkpoints, in its own thread, after a commit.</summary>
/// <param name="closeReaders">Called before a new start after an I/O error, so that the file is recovered rather than trusted.</param>
internal sealed class SqliteSink(string connectionString, Action closeReaders) : JournalSink
{
    /// <summary>Durable at commit: WAL with a flush each, checkpointed every 64 MB.</summary>
    private const string Settings =
        """
        pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 16384; pragma journal_size_limit = 134217728;
        pragma cache_size = -65536;
        """;

    private const string InsertJournal =
        """
        insert into journal (grain, version, at, kind, body, actor, command)
        values (@grain, @version, @at, @kind, @body, @actor, @command)
        """;

    private const string UpsertSummary =
        """
        insert into summary (grain, version, kind, region, starts_on, due_at, search, body)
        values (@grain, @version, @kind, @region, @starts_on, @due_at, @search, @body)
        on conflict (grain) do update set version = excluded.version, kind = excluded.kind, region = excluded.region,
            starts_on = excluded.starts_on, due_at = excluded.due_at, search = excluded.search, body = excluded.body
        where summary.version < excluded.version
        """;

    private const string InsertText =
        """
        insert into texts (id, chunk, subject, purpose, retention, at, body)
        values (@id, @chunk, @subject, @purpose, @retention, @at, @body)
        on conflict (id, chunk) do nothing
        """;

    private SqliteConnection? connection;
    private SqliteCommand insert = null!;
    private SqliteCommand upsert = null!;
    private SqliteCommand write = null!;
    private SqliteCommand find = null!;

    protected override DbConnection Connection => connection!;

    protected override bool IsLost => connection is not { State: System.Data.ConnectionState.Open };

    public static void Configure(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override Task Open(CancellationToken cancellationToken)
    {
        Dispose();
        closeReaders();
        var opening = new SqliteConnection(connectionString);
        try
        {
            opening.Open();
            Configure(opening);
            insert = Prepare(opening, InsertJournal, "grain", "version", "at", "kind", "body", "actor", "command");
            upsert = Prepare(opening, UpsertSummary, "grain", "version", "kind", "region", "starts_on", "due_at", "search", "body");
            write = Prepare(opening, InsertText, "id", "chunk", "subject", "purpose", "retention", "at", "body");
            find = Prepare(opening, "select 1 from journal where grain = @grain and version >= @version limit 1", "grain", "version");
            connection = opening;
            return Task.CompletedTask;
        }
        catch
        {
            opening.Dispose();
            throw;
        }
    }

    public override void Store(JournalBatch batch) => Transact(
        transaction =>
        {
            insert.Transaction = upsert.Transaction = write.Transaction = (SqliteTransaction)transaction;
            foreach (var (grain, entry) in batch.Entries)
            {
                Run(
                    insert, grain, entry.Version, SqliteDatabase.Microseconds(entry.At), entry.Kind, Text(entry.Body), entry.Actor,
                    entry.Command.ToByteArray(bigEndian: true));
            }

            foreach (var row in batch.Summaries)
            {
                Run(
                    upsert, row.Grain, row.Version, row.Kind, row.Region, row.StartsOn is { } day ? SqliteDatabase.Iso(day) : DBNull.Value,
                    row.DueAt is { } due ? SqliteDatabase.Microseconds(due) : DBNull.Value, row.Search, Text(row.Body));
            }

            foreach (var (text, chunk, at, body) in batch.Texts)
            {
                Run(
                    write, text.Id.ToByteArray(bigEndian: true), chunk, text.Subject, text.Purpose, text.Retention.ToString(),
                    SqliteDatabase.Microseconds(at), body);
            }
        },
        isForeign: false);

    public override void FindFenced(JournalBatch batch, HashSet<JournalSession> fenced)
    {
        try
        {
            foreach (var append in batch.Appends)
            {
                (find.Parameters[0].Value, find.Parameters[1].Value) = (append.Session.Grain, append.Entries[0].Version);
                if (find.ExecuteScalar() is not null) fenced.Add(append.Session);
            }
        }
        catch (SqliteException failure)
        {
            throw Classify(failure, committing: false);
        }
    }

    public override void Ping()
    {
        // A file does not hang up.
    }

    /// <summary>Leaves one file behind, as far as readers allow.</summary>
    public override void Finish()
    {
        using var command = connection!.CreateCommand();
        command.CommandText = "pragma wal_checkpoint(truncate)";
        command.CommandTimeout = 1;
        command.ExecuteNonQuery();
    }

    public override void Dispose()
    {
        connection?.Dispose();
        connection = null;
    }

    /// <summary>
    /// A commit that failed in the file system may still come to light at the next recovery, so it is unknown and the connection is
    /// given up; any other failure is undone here and now.
    /// </summary>
    protected override StoreException Classify(Exception failure, bool committing)
    {
        if (failure is not SqliteException sqlite) return new StoreException(StoreFault.Unknown, connectionLost: true, failure);
        var fault = sqlite.SqliteErrorCode switch
        {
            raw.SQLITE_CONSTRAINT when sqlite.SqliteExtendedErrorCode is raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY => StoreFault.Conflict,
            raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_ERROR => StoreFault.Refused,
            raw.SQLITE_IOERR when committing => StoreFault.Unknown,
            _ => StoreFault.Unavailable,
        };
        var lost = sqlite.SqliteErrorCode is raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_CANTOPEN or raw.SQLITE_MISUSE;
        return new StoreException(fault, lost, failure);
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = new SqliteCommand(sql, connection);
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = "@" + name });
        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++) command.Parameters[index].Value = values[index];
        command.ExecuteNonQuery();
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
