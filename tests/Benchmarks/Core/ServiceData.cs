namespace OutreachSilo.Benchmarks.Core;

/// <summary>Where a service keeps its data: a folder and, on PostgreSQL, a database of its own. Disposing deletes the folder.</summary>
internal sealed class ServiceData(StorageProvider provider, string folder, string? connectionString) : IDisposable
{
    public StorageProvider Provider => provider;

    public string Folder => folder;

    /// <summary>Settings for a process that serves these data.</summary>
    public Dictionary<string, string> Environment { get; } = new()
    {
        ["Storage__Provider"] = provider.ToString(),
        ["Storage__DataFolder"] = folder,
        ["ConnectionStrings__Outreach"] = connectionString ?? "",
        ["Logging__LogLevel__Default"] = "Warning",
    };

    public static async Task<ServiceData> Create(BenchmarkContext context, StorageProvider provider)
    {
        var connection = provider == StorageProvider.PostgreSql ? await (await context.Server()).NewDatabase() : null;
        return new ServiceData(provider, Directory.CreateTempSubdirectory("benchmark").FullName, connection);
    }

    /// <summary>Makes the sign-in cookies of a service that has started on these data.</summary>
    public Tickets Tickets() => new(folder, connectionString);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
