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
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private ProcessLock? processLock;

    public SqliteDatabase(StorageOptions options, TimeProvider clock, ILogger<SqliteDatabase> logger)
        : base(options)
    {
        this.clock = clock;
        this.logger = logger;
        var builder = new SqliteConnectionStringBuilder(options.ConnectionString) { Cache = SqliteCacheMode.Default };
        path = Path.GetFullPath(builder.DataSource);
        builder.DataSource = path;
        builder.Pooling = true;
        builder.Mode = SqliteOpenMode.ReadOnly;
        readOnly = builder.ConnectionString;
        builder.Pooling = false;
        builder.Mode = SqliteOpenMode.ReadWriteCreate;
        readWrite = builder.ConnectionString;
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
        }
        catch (SqliteException failure)
        {
            throw new StorageStartException($"{path} cannot be opened as a database: {failure.Message}", StorageStartException.Unfit, failure);
        }
    }

    public override Task<DbConnection> Connect(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(readOnly);
        try
        {
            connection.Open();
            return Task.FromResult<DbConnection>(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override JournalSink NewSink() => new SqliteSink(readWrite, CloseIdleReaders);

    public override object Instant(DateTimeOffset instant) => Microseconds(instant);

    public override DateTimeOffset ReadInstant(DbDataReader row, int column) => DateTimeOffset.UnixEpoch.AddTicks(row.GetInt64(column) * TimeSpan.TicksPerMicrosecond);

    public override object Day(DateOnly day) => Iso(day);

    public override DateOnly ReadDay(DbDataReader row, int column) => DateOnly.ParseExact(row.GetString(column), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override Guid ReadId(DbDataReader row, int column) => new(row.GetFieldValue<byte[]>(column), bigEndian: true);

    public override ValueTask DisposeAsync()
    {
        CloseIdleReaders();
        processLock?.Dispose();
        return default;
    }

    internal static long Microseconds(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    internal static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Once every connection is closed, the next to open recovers the file as after a crash.</summary>
    private void CloseIdleReaders()
    {
        using var any = new SqliteConnection(readOnly);
        SqliteConnection.ClearPool(any);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "SQLite {Version} at {Path}")]
    private static partial void LogOpened(ILogger logger, string version, string path);
}
