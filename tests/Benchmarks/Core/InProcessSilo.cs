using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OutreachSilo.Clustering;
using OutreachSilo.Kernel;

namespace OutreachSilo.Benchmarks.Core;

/// <summary>Grains, journal and live feed as the service has them, in this process and without the web.</summary>
internal sealed class InProcessSilo : IAsyncDisposable
{
    private readonly IHost host;

    private InProcessSilo(IHost host) => this.host = host;

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public IJournal Journal => host.Services.GetRequiredService<IJournal>();

    public static async Task<InProcessSilo> Start(ServiceData data, Action<ISiloBuilder>? configure = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
            data.Environment.Where(setting => setting.Value.Length > 0)
                .Select(setting => KeyValuePair.Create<string, string?>(
                    setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)));
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.AddOutreachStorage();
        builder.AddOutreachSilo();
        builder.UseOrleans(silo => configure?.Invoke(silo));
        builder.AddOutreachGrains();
        var built = builder.Build();
        await built.StartAsync();
        return new InProcessSilo(built);
    }

    /// <summary>Rows of the journal.</summary>
    /// <param name="kind">Only changes of this kind.</param>
    public Task<long> Rows(string? kind = null) => host.Services.GetRequiredService<IStore>().Read(async (connection, cancellationToken) =>
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from journal" + (kind is null ? "" : $" where kind = '{kind}'");
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }, CancellationToken.None);

    /// <summary>Compares what was acknowledged with what the journal holds.</summary>
    /// <param name="unknown">Bookings that were never answered, so may be stored or not.</param>
    public async Task VerifyBookings(long acknowledged, long unknown = 0)
    {
        var stored = await Rows("place-held");
        if (stored < acknowledged || stored > acknowledged + unknown)
            throw new VoidRunException($"{acknowledged} bookings were acknowledged, {unknown} are unknown, and {stored} are stored.");
    }

    /// <summary>Recomputes every invariant from the journal.</summary>
    public async Task VerifyInvariants()
    {
        var report = await host.Services.GetRequiredService<Auditor>().Run(CancellationToken.None);
        if (!report.IsClean) throw new VoidRunException($"The audit found: {string.Join("; ", report.Findings.Take(5))}");
    }

    /// <summary>Stops it; the data stay.</summary>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
