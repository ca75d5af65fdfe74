using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OutreachSilo.Benchmarks.Scenarios;
using OutreachSilo.Clustering;
using OutreachSilo.Common;
using OutreachSilo.Storage;

namespace OutreachSilo.Benchmarks.Core;

/// <summary>Grains, engine, journal and live feed as the service has them, in this process and without its web: L-core.</summary>
internal sealed class CoreSilo : IAsyncDisposable
{
    private readonly IHost host;
    private readonly string folder;
    private readonly string? postgres;
    private bool left;

    private CoreSilo(IHost host, string folder, string? postgres)
    {
        this.host = host;
        this.folder = folder;
        this.postgres = postgres;
        Grains = host.Services.GetRequiredService<IGrainFactory>();
        Journal = host.Services.GetRequiredService<IJournal>();
        Store = host.Services.GetRequiredService<IStore>();
        Meter = host.Services.GetRequiredService<StorageMeter>();
    }

    public IGrainFactory Grains { get; }

    public IJournal Journal { get; }

    public IStore Store { get; }

    public StorageMeter Meter { get; }

    /// <param name="place">Null for an empty database of its own.</param>
    public static async Task<CoreSilo> Start(BenchmarkContext context, StorageProvider provider, CorePlace? place = null, Action<ISiloBuilder>? more = null)
    {
        var data = place?.Folder ?? Directory.CreateTempSubdirectory("benchmark").FullName;
        var database = provider == StorageProvider.PostgreSql ? place?.ConnectionString ?? await (await context.Server()).NewDatabase() : null;
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = provider.ToString(),
            ["Storage:DataFolder"] = data,
            ["ConnectionStrings:Outreach"] = database,
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.AddOutreachStorage();
        builder.AddOutreachSilo();
        builder.UseOrleans(silo => more?.Invoke(silo));
        builder.AddOutreachGrains();
        var built = builder.Build();
        await built.StartAsync();
        return new CoreSilo(built, data, database);
    }

    /// <summary>Rows of the journal, all of them or of one kind of change.</summary>
    public Task<long> Rows(string? kind = null) => Store.Read(async (connection, cancellationToken) =>
    {
        await using var command = connection.CreateCommand();
        command.CommandText = kind is null ? "select count(*) from journal" : string.Create(CultureInfo.InvariantCulture, $"select count(*) from journal where kind = '{kind}'");
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }, CancellationToken.None);

    /// <summary>Every invariant, recomputed from the journal.</summary>
    public Task<AuditReport> Audit() => host.Services.GetRequiredService<Auditor>().Run(CancellationToken.None);

    /// <summary>Stops; the data stay, to be started on again.</summary>
    public async Task<CorePlace> Leave()
    {
        if (!left)
        {
            left = true;
            await host.StopAsync();
            host.Dispose();
        }

        return new CorePlace(folder, postgres);
    }

    public async ValueTask DisposeAsync()
    {
        var place = await Leave();
        if (Directory.Exists(place.Folder)) Directory.Delete(place.Folder, recursive: true);
    }
}

/// <summary>Where a stopped silo's data are.</summary>
internal sealed record CorePlace(string Folder, string? ConnectionString)
{
    /// <summary>What a process that serves them is started with.</summary>
    public Dictionary<string, string> Environment
    {
        get
        {
            var environment = new Dictionary<string, string>
            {
                ["Storage__Provider"] = (ConnectionString is null ? StorageProvider.Sqlite : StorageProvider.PostgreSql).ToString(),
                ["Storage__DataFolder"] = Folder,
                ["Logging__LogLevel__Default"] = "Warning",
            };
            if (ConnectionString is { } connection) environment["ConnectionStrings__Outreach"] = connection;
            return environment;
        }
    }
}
