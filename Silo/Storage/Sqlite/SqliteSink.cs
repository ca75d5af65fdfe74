using System.Data.Common;
using Microsoft.Data.Sqlite;
using OutreachSilo.Common;
using SQLitePCL;

namespace OutreachSilo.Storage;

/// <summary>The one connection that writes the file. It alone checkpoints, in its own thread, after a commit.</summary>
/// <param name="closeReaders">Called before a new start after an I/O error, so that the file is recovered rather than trusted.</param>
internal sealed class SqliteSink(string connectionString, Action closeReaders) : JournalSink
{
    private const string InsertJournal =
        "insert into journal (grain, version, at, kind, body, actor, command) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

    private const string UpsertSummary =
        """
        insert into summary (grain, version, kind, region, starts_on, due_at, search, body) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        on conflict (grain) do update set version = excluded.version, kind = excluded.kind, region = excluded.region,
            starts_on = excluded.starts_on, due_at = excluded.due_at, search = excluded.search, body = excluded.body
        where summary.version < excluded.version
        """;

    private readonly List<SqliteStatement> statements = [];
    private SqliteConnection? connection;
    private SqliteStatement begin = null!;
    private SqliteStatement commit = null!;
    private SqliteStatement rollBack = null!;
    private SqliteStatement insert = null!;
    private SqliteStatement upsert = null!;
    private SqliteStatement find = null!;

    protected override DbConnection Connection => connection!;

    protected override object Instant(DateTimeOffset instant) => SqliteDatabase.Microseconds(instant);

    /// <summary>
    /// Durable at commit: WAL with a flush each, checkpointed every 16,000 pages (64 MB), by when a rush has changed most pages of the indexes many times.
    /// The cache, up to 128 MB as the file grows, holds the indexes of some million rows.
    /// </summary>
    public static void Configure(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 16000; pragma journal_size_limit = 134217728; pragma cache_size = -131072;";
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
            var handle = opening.Handle!;
            begin = Prepare(handle, "begin immediate");
            commit = Prepare(handle, "commit");
            rollBack = Prepare(handle, "rollback");
            insert = Prepare(handle, InsertJournal);
            upsert = Prepare(handle, UpsertSummary);
            find = Prepare(handle, "select 1 from journal where grain = ?1 and version = ?2");
            connection = opening;
            return Task.CompletedTask;
        }
        catch
        {
            Dispose();
            opening.Dispose();
            throw;
        }
    }

    public override void Store(JournalBatch batch)
    {
        var committing = false;
        try
        {
            begin.Run();
            foreach (var append in batch.Appends)
            {
                insert.Bind(1, append.Session.Grain);
                for (var i = 0; i < append.Entries.Count; i++) Insert(append.Entries[i]);
            }

            foreach (var summary in batch.Summaries) Upsert(summary);
            committing = true;
            commit.Run();
        }
        catch (SqliteException failure)
        {
            RollBack();
            throw Classify(failure, committing);
        }
    }

    public override void FindFenced(JournalBatch batch, HashSet<JournalSession> fenced)
    {
        try
        {
            foreach (var append in batch.Appends)
            {
                if (fenced.Contains(append.Session)) continue;
                find.Bind(1, append.Session.Grain);
                foreach (var entry in append.Entries)
                {
                    find.Bind(2, entry.Version);
                    if (find.Run()) fenced.Add(append.Session);
                }
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
    public override void Settle()
    {
        using var command = connection!.CreateCommand();
        command.CommandText = "pragma wal_checkpoint(truncate)";
        command.CommandTimeout = 1;
        command.ExecuteNonQuery();
    }

    public override void Dispose()
    {
        foreach (var statement in statements) statement.Dispose();
        statements.Clear();
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

    private void Insert(JournalEntry entry)
    {
        insert.Bind(2, entry.Version);
        insert.Bind(3, SqliteDatabase.Microseconds(entry.At));
        insert.Bind(4, entry.Kind);
        insert.BindText(5, entry.Body.Span);
        insert.Bind(6, entry.Actor);
        insert.Bind(7, entry.Command);
        insert.Run();
    }

    private void Upsert(SummaryRow row)
    {
        upsert.Bind(1, row.Grain);
        upsert.Bind(2, row.Version);
        upsert.Bind(3, row.Kind);
        upsert.Bind(4, row.Region);
        if (row.StartsOn is { } day) upsert.Bind(5, SqliteDatabase.Iso(day));
        else upsert.BindNull(5);
        if (row.DueAt is { } due) upsert.Bind(6, SqliteDatabase.Microseconds(due));
        else upsert.BindNull(6);
        upsert.Bind(7, row.Search);
        upsert.BindText(8, row.Body.Span);
        upsert.Run();
    }

    /// <summary>The database rolls back by itself when a disk is full; a second time would be an error.</summary>
    private void RollBack()
    {
        if (raw.sqlite3_get_autocommit(connection!.Handle!) != 0) return;
        try
        {
            rollBack.Run();
        }
        catch (SqliteException)
        {
            // The connection is closed after such failures, which rolls back too.
        }
    }

    private SqliteStatement Prepare(sqlite3 handle, string sql)
    {
        var statement = new SqliteStatement(handle, sql);
        statements.Add(statement);
        return statement;
    }
}
