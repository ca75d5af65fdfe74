using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using OutreachSilo.Common;
using SQLitePCL;

namespace OutreachSilo.Storage;

/// <summary>
/// The one connection that writes the file. It alone checkpoints, in its own thread, after a commit. It is also the fence: the session that wrote
/// a grain last owns it and may go on; any other is looked up before it writes, and then owns it.
/// </summary>
/// <param name="closeReaders">Called before a new start after an I/O error, so that the file is recovered rather than trusted.</param>
internal sealed class SqliteSink(string connectionString, SqliteKeys keys, Action closeReaders) : JournalSink
{
    /// <summary>Owners that are remembered. Beyond, all are forgotten, and each is looked up once more.</summary>
    private const int OwnersMax = 50_000;

    /// <summary>Keys entered with each row, so that one lot is entered before the next is gathered.</summary>
    private const int KeysPerRow = 2;

    private const int SettleSlice = 4_096;

    private const long CheckpointBytes = 64 * 1024 * 1024;

    private const string Settings =
        "pragma page_size = 16384; pragma journal_mode = wal; pragma synchronous = full; pragma journal_size_limit = 134217728; pragma cache_size = -131072;";

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
    private readonly Dictionary<string, long> owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JournalSession> inBatch = new(StringComparer.Ordinal);
    private readonly List<SqliteKey> added = [];
    private readonly List<SqliteKey> slice = [];
    private SqliteConnection? connection;
    private bool wasOpen;
    private SqliteStatement begin = null!;
    private SqliteStatement commit = null!;
    private SqliteStatement rollBack = null!;
    private SqliteStatement insert = null!;
    private SqliteStatement upsert = null!;
    private SqliteStatement find = null!;
    private SqliteStatement enter = null!;
    private SqliteStatement entered = null!;

    protected override DbConnection Connection => connection!;

    protected override bool IsLost => connection is not { State: System.Data.ConnectionState.Open };

    /// <summary>
    /// Durable at commit: WAL with a flush each, checkpointed every 64 MB, by when a rush has changed most pages of the indexes many times.
    /// The cache, up to 128 MB as the file grows, holds the indexes of some million rows. A new file has large pages, because a batch fills some; one that
    /// is there keeps its own (docs/decisions/0016).
    /// </summary>
    public static void Configure(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
        command.CommandText = "pragma page_size";
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"pragma wal_autocheckpoint = {CheckpointBytes / (long)command.ExecuteScalar()!}");
        command.ExecuteNonQuery();
    }

    /// <summary>Rows without a key, by what the file says.</summary>
    public static void LoadKeys(SqliteConnection connection, SqliteKeys keys)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select grain, version, position from journal where position > (select position from journal_keyed) order by position";
        using var row = command.ExecuteReader();
        keys.Reset(Rows());

        IEnumerable<SqliteKey> Rows()
        {
            while (row.Read()) yield return new SqliteKey(row.GetString(0), row.GetInt64(1), row.GetInt64(2));
        }
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
            find = Prepare(handle, "select 1 from journal_key where grain = ?1 and version >= ?2");
            enter = Prepare(handle, "insert or ignore into journal_key (grain, version, position) values (?1, ?2, ?3)");
            entered = Prepare(handle, "update journal_keyed set position = ?1");
            owners.Clear();
            if (wasOpen) LoadKeys(opening, keys);
            wasOpen = true;
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
            inBatch.Clear();
            added.Clear();
            foreach (var append in batch.Appends)
            {
                Fence(append);
                insert.Bind(1, append.Session.Grain);
                for (var i = 0; i < append.Entries.Count; i++) Insert(append.Session.Grain, append.Entries[i]);
            }

            foreach (var summary in batch.Summaries) Upsert(summary);
            if (keys.IsEntering) EnterKeys(KeysPerRow * batch.Rows);
            committing = true;
            commit.Run();
        }
        catch (StoreException)
        {
            RollBack();
            throw;
        }
        catch (SqliteException failure)
        {
            RollBack();
            throw Classify(failure, committing);
        }

        if (keys.IsEntering) keys.SliceStored();
        keys.Add(added);
        if (owners.Count + inBatch.Count > OwnersMax) owners.Clear();
        foreach (var (grain, session) in inBatch) owners[grain] = session.Number;
    }

    public override void FindFenced(JournalBatch batch, HashSet<JournalSession> fenced)
    {
        try
        {
            foreach (var append in batch.Appends)
            {
                if (fenced.Contains(append.Session) || IsOwner(append.Session)) continue;
                if (IsStored(append)) fenced.Add(append.Session);
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

    /// <summary>Leaves one file behind, as far as readers allow, with every key in its place.</summary>
    public override void Settle()
    {
        while (EnterSome())
        {
            // a slice at a time
        }

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

    /// <summary>Whoever did not write the grain last may only go on from its newest version.</summary>
    private void Fence(PendingAppend append)
    {
        var session = append.Session;
        if (inBatch.TryGetValue(session.Grain, out var writing))
        {
            if (writing == session) return;
            throw Conflict(session);
        }

        if (!IsOwner(session) && IsStored(append)) throw Conflict(session);
        inBatch.Add(session.Grain, session);
    }

    private bool IsOwner(JournalSession session) => owners.TryGetValue(session.Grain, out var owner) && owner == session.Number;

    /// <summary>Whether the grain has the first version of an append, or a later one.</summary>
    private bool IsStored(PendingAppend append)
    {
        var (grain, version) = (append.Session.Grain, append.Entries[0].Version);
        if (keys.Newest(grain) >= version) return true;
        find.Bind(1, grain);
        find.Bind(2, version);
        return find.Run();
    }

    private static StoreException Conflict(JournalSession session) =>
        new(StoreFault.Conflict, connectionLost: false, new InvalidOperationException($"{session.Grain} was written by another activation."));

    private void EnterKeys(int most)
    {
        keys.Slice(most, slice);
        foreach (var key in slice)
        {
            enter.Bind(1, key.Grain);
            enter.Bind(2, key.Version);
            enter.Bind(3, key.Position);
            enter.Run();
        }

        if (keys.EnteredUpTo is not { } position) return;
        entered.Bind(1, position);
        entered.Run();
    }

    /// <summary>False once every key has been entered.</summary>
    private bool EnterSome()
    {
        if (!keys.IsEntering) keys.Begin();
        if (!keys.IsEntering) return false;
        try
        {
            begin.Run();
            EnterKeys(SettleSlice);
            commit.Run();
        }
        catch (SqliteException failure)
        {
            RollBack();
            throw Classify(failure, committing: true);
        }

        keys.SliceStored();
        return true;
    }

    private void Insert(string grain, JournalEntry entry)
    {
        insert.Bind(2, entry.Version);
        insert.Bind(3, SqliteDatabase.Microseconds(entry.At));
        insert.Bind(4, entry.Kind);
        insert.BindText(5, entry.Body.Span);
        insert.Bind(6, entry.Actor);
        insert.Bind(7, entry.Command);
        insert.Run();
        added.Add(new SqliteKey(grain, entry.Version, raw.sqlite3_last_insert_rowid(connection!.Handle!)));
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
