using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Storage;

namespace OutreachSilo.Faults.Running;

/// <summary>The storage alone, in this process, of a service that does not run.</summary>
internal sealed class StoppedJournal : IAsyncDisposable
{
    private readonly IHost host;

    private StoppedJournal(IHost host) => this.host = host;

    public IJournal Journal => host.Services.GetRequiredService<IJournal>();

    public IJournalScan Scan => host.Services.GetRequiredService<IJournalScan>();

    public static async Task<StoppedJournal> Open(IReadOnlyDictionary<string, string> environment)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(Settings(environment));
        builder.AddOutreachStorage();
        var built = builder.Build();
        await built.StartAsync();
        return new StoppedJournal(built);
    }

    /// <summary>Environment variables as the settings they stand for.</summary>
    public static Dictionary<string, string?> Settings(IReadOnlyDictionary<string, string> environment) =>
        environment.ToDictionary(one => one.Key.Replace("__", ":", StringComparison.Ordinal), string? (one) => one.Value);

    public Task<AuditReport> Audit() => new Auditor(ChangeCatalog.Aggregates, Scan, TimeProvider.System).Run(CancellationToken.None);

    /// <summary>For negative controls: takes a change away, as a disk would that says it has flushed and has not.</summary>
    public Task Forget(string grain, long version) =>
        Execute("delete from journal where grain = @grain and version = @version", ("grain", grain), ("version", version));

    /// <summary>For negative controls: every week's summary is a version behind its journal.</summary>
    public Task DamageSummaries() => Execute("update summary set version = version - 1 where kind = 'week'");

    private Task Execute(string sql, params (string, object?)[] parameters) => host.Services.GetRequiredService<IStore>().Write(
        async (connection, transaction, token) =>
        {
            await using var command = connection.Command(sql, parameters);
            command.Transaction = transaction;
            await command.ExecuteNonQueryAsync(token);
        },
        CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
