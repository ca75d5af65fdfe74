using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace OutreachSilo.Storage;

/// <summary>One file in WAL mode: one connection writes and checkpoints, the others are opened read-only.</summary>
internal sealed partial class SqliteDatabase : Database
{
    /// <summary>The first with STRICT tables; older ones are refused at start.</summary>
    private static readonly Version OldestVersion = new(3, 37);

    private readonly string path;
    private readonly string readOnly;
    private readonly string readWrite;
    private readonly SemaphoreSlim freeReaders;
    private readonly ConcurrentBag<SqliteReader> idleReaders = [];
    private readonly SqliteKeys keys;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private ProcessLock? processLock;
    private bool closed;

    public SqliteDatabase(StorageOptions options, TimeProvider clock, ILogger<SqliteDatabase> logger)
    {
        this.clock = clock;
        this.logger = logger;
        var builder = new SqliteConnectionStringBuilder(options.ConnectionString) { Pooling = false, Cache = SqliteCacheMode.Default };
        path = Path.GetFullPath(builder.DataSource);
        builder.DataSource = path;
        builder.Mode = SqliteOpenMode.ReadOnly;
        readOnly = builder.ConnectionString;
        builder.Mode = SqliteOpenMode.ReadWriteCreate;
        readWrite = builder.ConnectionString;
        freeReaders = new SemaphoreSlim(options.ReadersMax);
        keys = new SqliteKeys(options.KeysGathered);
    }

    public override StorageProvider Provider => StorageProvider.Sqlite;

    public override async Task Open(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartException($"The folder of {path} cannot be made: {failure.Message}", StorageStartException.Unfit, failure);
        }

        processLock = ProcessLock.Take(path);
        try
        {
            await using var connection = new SqliteConnection(readWrite);
            await connection.OpenAsync(cancellationToken);
            var version = connection.ServerVersion;
            if (!Version.TryParse(version, out var number) || number < OldestVersion)
                throw new StorageStartException($"SQLite {version} is too old; {OldestVersion} or later is needed.", StorageStartException.Unfit);
            LogOpened(logger, version, path);
            SqliteSink.Configure(connection);
            await SchemaUpgrade.Run(connection, Provider, clock, cancellationToken);
            SqliteSink.LoadKeys(connection, keys);
        }
        catch (SqliteException failure)
        {
            throw new StorageStartException($"{path} cannot be opened as a database: {failure.Message}", StorageStartException.Unfit, failure);
        }
    }

    public override async ValueTask<ReadLease> Reader(CancellationToken cancellationToken)
    {
        await freeReaders.WaitAsync(cancellationToken);
        try
        {
            return idleReaders.TryTake(out var reader) ? reader : new SqliteReader(this, Connect(readOnly));
        }
        catch
        {
            freeReaders.Release();
            throw;
        }
    }

    public override Task<DbConnection> LongReader(CancellationToken cancellationToken) => Task.FromResult<DbConnection>(Connect(readOnly));

    public override JournalSink NewSink() => new SqliteSink(readWrite, keys, CloseIdleReaders);

    public override ValueTask<DbConnection?> SideWriter(CancellationToken cancellationToken) => new((DbConnection?)null);

    public override string JournalOf(string condition, string first = "") =>
        $"journal where position in (select position from (select position from journal_key where {condition} {first}) union all select value from json_each(@waiting))";

    public override void AddJournalOf(DbCommand command, ReadOnlySpan<string> grains, long after = 0) => command.Add("waiting", keys.Positions(grains, after));

    public override object Instant(DateTimeOffset instant) => Microseconds(instant);

    public override DateTimeOffset ReadInstant(DbDataReader row, int column) => DateTimeOffset.UnixEpoch.AddTicks(row.GetInt64(column) * TimeSpan.TicksPerMicrosecond);

    public override object Day(DateOnly day) => Iso(day);

    public override DateOnly ReadDay(DbDataReader row, int column) => DateOnly.ParseExact(row.GetString(column), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override Guid ReadId(DbDataReader row, int column) => new(row.GetFieldValue<byte[]>(column), bigEndian: true);

    public override ValueTask DisposeAsync()
    {
        closed = true;
        CloseIdleReaders();
        processLock?.Dispose();
        return default;
    }

    internal static long Microseconds(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    internal static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal void GiveBack(SqliteReader reader)
    {
        if (closed || reader.Connection.State != System.Data.ConnectionState.Open) reader.Close();
        else idleReaders.Add(reader);
        freeReaders.Release();
    }

    private static SqliteConnection Connect(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Once every connection is closed, the next to open recovers the file as after a crash.</summary>
    private void CloseIdleReaders()
    {
        while (idleReaders.TryTake(out var reader)) reader.Close();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "SQLite {Version} at {Path}")]
    private static partial void LogOpened(ILogger logger, string version, string path);
}
