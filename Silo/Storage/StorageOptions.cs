using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace OutreachSilo.Storage;

/// <summary>The databases the service can keep its journal in: the accepted values of <c>Storage:Provider</c>.</summary>
internal enum StorageProvider
{
    /// <summary>One file, one process.</summary>
    Sqlite,

    /// <summary>A server, one or several processes.</summary>
    PostgreSql,
}

/// <summary>Where and within which limits the service stores. Section <c>Storage</c>; read once, at start.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";
    public const string ConnectionStringKey = "ConnectionStrings:Outreach";

    /// <summary>Bytes of bodies in one transaction.</summary>
    public const int BatchBytesMax = 16 * 1024 * 1024;

    /// <summary>Largest body of one change or summary.</summary>
    public const int BodyBytesMax = 1024 * 1024;

    /// <summary>Characters of a text that somebody wrote.</summary>
    public const int TextCharactersMax = 1024 * 1024;

    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>Folder of everything kept in files; created when missing. Relative to the working directory.</summary>
    public string DataFolder { get; set; } = "./data";

    /// <summary><c>ConnectionStrings:Outreach</c>; for SQLite <c>outreach.db</c> in the data folder unless given.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Appends that may wait in the writer's queue; the next is refused as busy.</summary>
    public int QueueAppendsMax { get; set; } = 20_000;

    /// <summary>Bytes of bodies that may wait in the writer's queue.</summary>
    public int QueueBytesMax { get; set; } = 64 * 1024 * 1024;

    public int BatchRowsMax { get; set; } = 4_096;

    /// <summary>How long an append may take, waiting included, before it is answered with a fault.</summary>
    public int AppendDeadlineSeconds { get; set; } = 5;

    /// <summary>Connections for queries.</summary>
    public int ReadersMax { get; set; } = 8;

    /// <summary>How long a start waits for a database that does not answer yet.</summary>
    public int StartDeadlineSeconds { get; set; } = 30;

    public TimeSpan AppendDeadline => TimeSpan.FromSeconds(AppendDeadlineSeconds);

    /// <summary>Takes every key over, or says of each wrong one what it accepts.</summary>
    /// <exception cref="OptionsValidationException">At least one value is not accepted.</exception>
    public void Bind(IConfiguration configuration)
    {
        var problems = new List<string>();
        var section = configuration.GetSection(Section);

        Provider = ProviderOf(section, problems);
        DataFolder = section[nameof(DataFolder)] is { } folder ? folder : DataFolder;
        if (string.IsNullOrWhiteSpace(DataFolder) || DataFolder.Contains('\0', StringComparison.Ordinal))
            problems.Add($"{Section}:{nameof(DataFolder)} must name a folder, for example ./data.");

        QueueAppendsMax = Number(section, nameof(QueueAppendsMax), QueueAppendsMax, 1, 1_000_000, problems);
        QueueBytesMax = Number(section, nameof(QueueBytesMax), QueueBytesMax, 1024, int.MaxValue, problems);
        BatchRowsMax = Number(section, nameof(BatchRowsMax), BatchRowsMax, 1, 100_000, problems);
        AppendDeadlineSeconds = Number(section, nameof(AppendDeadlineSeconds), AppendDeadlineSeconds, 1, 300, problems);
        ReadersMax = Number(section, nameof(ReadersMax), ReadersMax, 1, 200, problems);
        StartDeadlineSeconds = Number(section, nameof(StartDeadlineSeconds), StartDeadlineSeconds, 0, 3_600, problems);
        ConnectionString = Resolve(configuration[ConnectionStringKey], problems);

        if (problems.Count > 0) throw new OptionsValidationException(Section, typeof(StorageOptions), problems);
    }

    private static StorageProvider ProviderOf(IConfiguration section, List<string> problems)
    {
        var text = section[nameof(Provider)];
        if (text is null) return StorageProvider.Sqlite;
        foreach (var provider in Enum.GetValues<StorageProvider>())
            if (string.Equals(text, provider.ToString(), StringComparison.OrdinalIgnoreCase))
                return provider;
        problems.Add($"{Section}:{nameof(Provider)} is '{text}'; it accepts {string.Join(" or ", Enum.GetNames<StorageProvider>())}.");
        return StorageProvider.Sqlite;
    }

    private static int Number(IConfiguration section, string key, int fallback, int least, int most, List<string> problems)
    {
        var text = section[key];
        if (text is null) return fallback;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        problems.Add($"{Section}:{key} is '{text}'; it accepts a whole number from {least} to {most}.");
        return fallback;
    }

    /// <summary>Messages never repeat the value: it may hold a password.</summary>
    private string Resolve(string? given, List<string> problems)
    {
        try
        {
            return Provider == StorageProvider.Sqlite ? Sqlite(given, problems) : PostgreSql(given, problems);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidCastException)
        {
            problems.Add($"{ConnectionStringKey} is not a connection string of {Provider}.");
            return "";
        }
    }

    private string Sqlite(string? given, List<string> problems)
    {
        var path = string.IsNullOrWhiteSpace(given) ? Path.Combine(DataFolder, "outreach.db") : "";
        var builder = new SqliteConnectionStringBuilder(path.Length > 0 ? "" : given);
        if (path.Length > 0) builder.DataSource = path;

        if (string.IsNullOrWhiteSpace(builder.DataSource) || builder.Mode == SqliteOpenMode.Memory || builder.DataSource.StartsWith(':')
            || builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            problems.Add($"{ConnectionStringKey} must name a file for {nameof(StorageProvider.Sqlite)}, for example "
                + "'Data Source=./data/outreach.db'; databases in memory are not durable and not accepted.");
        return builder.ConnectionString;
    }

    private static string PostgreSql(string? given, List<string> problems)
    {
        var builder = new NpgsqlConnectionStringBuilder(given ?? "");
        if (string.IsNullOrWhiteSpace(builder.Host))
            problems.Add($"{ConnectionStringKey} is needed for {nameof(StorageProvider.PostgreSql)}, for example "
                + "'Host=db.example;Database=outreach;Username=outreach;Password=…'.");
        return builder.ConnectionString;
    }
}
