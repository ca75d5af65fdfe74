using System.Globalization;
using Microsoft.Extensions.Options;

namespace OutreachSilo.Storage;

/// <summary>Where and within which limits the service stores. Section <c>Storage</c>; read once, at start.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";
    public const string ConnectionStringKey = "ConnectionStrings:Outreach";

    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>Folder of everything kept in files; created when missing. Relative to the working directory.</summary>
    public string DataFolder { get; set; } = "./data";

    /// <summary><c>ConnectionStrings:Outreach</c>; for SQLite <c>outreach.db</c> in the data folder unless given.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// Writing loops, each with a connection of its own. More than one only on PostgreSQL, where it is two unless given: while the server stores one's
    /// batch, the other's grains go on.
    /// </summary>
    public int WriterPartitions { get; set; } = 1;

    /// <summary>Appends that may wait in one writer's queue; the next is refused as busy.</summary>
    public int QueueAppendsMax { get; set; } = 20_000;

    /// <summary>Bytes of bodies that may wait in one writer's queue.</summary>
    public int QueueBytesMax { get; set; } = 64 * 1024 * 1024;

    public int BatchRowsMax { get; set; } = 4_096;

    /// <summary>On SQLite, rows whose keys are kept in memory before they are entered into the journal's index. A start after a crash reads up to one and a half times so many.</summary>
    public int KeysGathered { get; set; } = 262_144;

    public int BatchBytesMax { get; set; } = 16 * 1024 * 1024;

    /// <summary>Largest body of one change or summary.</summary>
    public int BodyBytesMax { get; set; } = 1024 * 1024;

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

        WriterPartitions = Provider == StorageProvider.Sqlite
            ? Number(section, nameof(WriterPartitions), 1, 1, 1, problems)
            : Number(section, nameof(WriterPartitions), 2, 1, 16, problems);
        QueueAppendsMax = Number(section, nameof(QueueAppendsMax), QueueAppendsMax, 1, 1_000_000, problems);
        QueueBytesMax = Number(section, nameof(QueueBytesMax), QueueBytesMax, 1024, int.MaxValue, problems);
        BatchRowsMax = Number(section, nameof(BatchRowsMax), BatchRowsMax, 1, 100_000, problems);
        KeysGathered = Number(section, nameof(KeysGathered), KeysGathered, 1, 1_000_000, problems);
        BatchBytesMax = Number(section, nameof(BatchBytesMax), BatchBytesMax, 1024, 256 * 1024 * 1024, problems);
        BodyBytesMax = Number(section, nameof(BodyBytesMax), BodyBytesMax, 1024, 16 * 1024 * 1024, problems);
        AppendDeadlineSeconds = Number(section, nameof(AppendDeadlineSeconds), AppendDeadlineSeconds, 1, 300, problems);
        ReadersMax = Number(section, nameof(ReadersMax), ReadersMax, 1, 200, problems);
        StartDeadlineSeconds = Number(section, nameof(StartDeadlineSeconds), StartDeadlineSeconds, 0, 3_600, problems);
        ConnectionString = StorageConnectionStrings.Resolve(this, configuration[ConnectionStringKey], problems);

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
        problems.Add(least == most
            ? $"{Section}:{key} is '{text}'; with this provider it accepts only {least}."
            : $"{Section}:{key} is '{text}'; it accepts a whole number from {least} to {most}.");
        return fallback;
    }
}
