using System.Data.Common;
using Npgsql;

namespace OutreachSilo.Storage;

/// <summary>A PostgreSQL server: readers from a pool whose sessions are read-only, the writer on a connection of its own.</summary>
internal sealed partial class PostgreSqlDatabase : Database
{
    private const int OldestVersion = 13;

    /// <summary>Exports, audits and trends that may run beside the queries of grains and pages.</summary>
    private const int LongReadersMax = 8;

    /// <summary>Whoever reads does so beside those who book: with one processor, and without compiling a statement that runs for milliseconds.</summary>
    private const string ReaderSettings = "-c default_transaction_read_only=on -c max_parallel_workers_per_gather=0 -c jit=off";

    private readonly NpgsqlDataSource readers;
    private readonly NpgsqlDataSource writers;
    private readonly TimeProvider clock;
    private readonly ILogger logger;

    public PostgreSqlDatabase(StorageOptions options, TimeProvider clock, ILogger<PostgreSqlDatabase> logger)
        : base(options)
    {
        this.clock = clock;
        this.logger = logger;
        readers = Source(options, "reader", builder =>
        {
            builder.MaxPoolSize = options.ReadersMax + LongReadersMax;
            builder.MinPoolSize = 0;
            builder.MaxAutoPrepare = 50;
            builder.AutoPrepareMinUsages = 2;
            builder.Options = $"{builder.Options} {ReaderSettings}".Trim();
        });
        writers = Source(options, "writer", builder =>
        {
            builder.Pooling = false;
            builder.WriteBufferSize = 64 * 1024;
            builder.Options = $"{builder.Options} -c synchronous_commit=on".Trim();
        });
    }

    public override StorageProvider Provider => StorageProvider.PostgreSql;

    public override async Task Open(CancellationToken cancellationToken)
    {
        await using var connection = await writers.OpenConnectionAsync(cancellationToken);
        if (connection.PostgreSqlVersion.Major < OldestVersion)
            throw new StorageStartException($"PostgreSQL {connection.PostgreSqlVersion} is too old; {OldestVersion} or later is needed.", StorageStartException.Unfit);
        LogOpened(logger, connection.PostgreSqlVersion, connection.Database);

        await using var command = connection.CreateCommand();
        command.CommandText = "select current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on'";
        if (await command.ExecuteScalarAsync(cancellationToken) is false) LogNotDurable(logger);
        try
        {
            await SchemaUpgrade.Run(connection, Provider, clock, cancellationToken);
        }
        catch (PostgresException failure) when (failure.InvariantSeverity == "ERROR")
        {
            throw new StorageStartException($"The schema cannot be brought up to date: {failure.MessageText}", StorageStartException.Unfit, failure);
        }
    }

    public override async Task<DbConnection> Connect(CancellationToken cancellationToken) =>
        await readers.OpenConnectionAsync(cancellationToken);

    public override JournalSink NewSink() => new PostgreSqlSink(writers, readers);

    public override object Instant(DateTimeOffset instant) => instant.UtcDateTime;

    public override DateTimeOffset ReadInstant(DbDataReader row, int column) => new(row.GetDateTime(column), TimeSpan.Zero);

    public override object Day(DateOnly day) => day;

    public override DateOnly ReadDay(DbDataReader row, int column) => row.GetFieldValue<DateOnly>(column);

    public override Guid ReadId(DbDataReader row, int column) => row.GetGuid(column);

    public override async ValueTask DisposeAsync()
    {
        await readers.DisposeAsync();
        await writers.DisposeAsync();
    }

    /// <summary>Every wait ends at the append's deadline: connecting, a statement, and a cancellation nobody answers.</summary>
    public static NpgsqlConnectionStringBuilder Connection(StorageOptions options, string role)
    {
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            Timeout = options.AppendDeadlineSeconds,
            CommandTimeout = options.AppendDeadlineSeconds,
            CancellationTimeout = 1000,
            Enlist = false,
        };
        builder.ApplicationName = $"{builder.ApplicationName ?? "OutreachSilo"} {role}";
        return builder;
    }

    private static NpgsqlDataSource Source(StorageOptions options, string role, Action<NpgsqlConnectionStringBuilder> configure)
    {
        var builder = Connection(options, role);
        configure(builder);
        return NpgsqlDataSource.Create(builder);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "PostgreSQL {Version}, database {Database}")]
    private static partial void LogOpened(ILogger logger, Version version, string database);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server runs with fsync or full_page_writes off: a power cut may lose what was acknowledged")]
    private static partial void LogNotDurable(ILogger logger);
}
