using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OutreachSilo.Common;
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
        builder.Configuration.AddInMemoryCollection(environment.ToDictionary(one => one.Key.Replace("__", ":", StringComparison.Ordinal), string? (one) => one.Value));
        builder.AddOutreachStorage();
        var built = builder.Build();
        await built.StartAsync();
        return new StoppedJournal(built);
    }

    public Task<AuditReport> Audit() => new Auditor(Scan, TimeProvider.System).Run(CancellationToken.None);

    /// <summary>For negative controls: takes a change away, as a disk would that says it has flushed and has not.</summary>
    public Task Forget(string grain, long version) => host.Services.GetRequiredService<IStore>().Write(
        async (connection, transaction, token) =>
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "delete from journal where grain = @grain and version = @version";
            command.Add("grain", grain);
            command.Add("version", version);
            await command.ExecuteNonQueryAsync(token);
        },
        CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
