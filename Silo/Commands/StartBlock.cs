using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Options;
using Npgsql;
using OutreachSilo.Common;
using OutreachSilo.People.Grants;
using OutreachSilo.Storage;

namespace OutreachSilo.Commands;

/// <summary>Tells whoever waits for a start that it goes on, and once ready where the service is and what to do first.</summary>
internal sealed class StartBlock(
    IServer server,
    HealthCheckService health,
    IHostApplicationLifetime lifetime,
    FirstAdministratorLink administrator,
    IOptions<StorageOptions> storage,
    TimeProvider time,
    IDemoMode? demo = null)
    : IHostedLifecycleService, IDisposable
{
    /// <summary>A newcomer hears something at least every five seconds.</summary>
    private static readonly TimeSpan TellsEvery = TimeSpan.FromSeconds(4);

    /// <summary>Later it is the log's business.</summary>
    private static readonly TimeSpan TellsFor = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource stopping = new();
    private Task telling = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        telling = Tell(stopping.Token);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => stopping.Dispose();

    /// <param name="place">Where the data is.</param>
    /// <param name="link">The first administrator's; null when there is an administrator.</param>
    /// <param name="isAtTerminal">Whether Ctrl+C reaches it.</param>
    internal static string Text(IEnumerable<string> addresses, bool isDemo, string? link, string place, bool isAtTerminal)
    {
        var all = addresses.Select(address => address.TrimEnd('/')).ToList();
        var signIn = all.FirstOrDefault() + Routes.SignIn;
        var text = new StringBuilder().AppendLine().AppendLine("OutreachSilo is ready.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"  Address  {string.Join(", ", all)}");
        if (link is null)
        {
            text.Append("  Sign in  ").Append(signIn).AppendLine(isDemo ? " (choose an account on the sign-in page)" : "");
        }
        else
        {
            text.AppendLine("  Sign in  There is no administrator yet. Open this link within 1 day to create the first administrator. It works once:");
            text.Append("           ").AppendLine(link);
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"  Data     {place}");
        if (isAtTerminal) text.AppendLine("  Stop     Press Ctrl+C");
        return text.AppendLine().ToString();
    }

    private async Task Tell(CancellationToken cancellationToken)
    {
        await Task.Yield();
        var begun = time.GetTimestamp();
        var toldAt = begun;
        while (!await IsReady(cancellationToken))
        {
            await Task.Delay(LooksEvery, time, cancellationToken);
            if (time.GetElapsedTime(toldAt) < TellsEvery || time.GetElapsedTime(begun) > TellsFor) continue;
            toldAt = time.GetTimestamp();
            var seconds = (int)time.GetElapsedTime(begun).TotalSeconds;
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Still starting ({seconds} seconds)…"));
        }

        var link = await administrator.Address.WaitAsync(cancellationToken);
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var isDemo = demo is { Enabled: true };
        await Console.Out.WriteAsync(Text(addresses, isDemo, link, PlaceOf(storage.Value), !SystemdHelpers.IsSystemdService()));
    }

    private async Task<bool> IsReady(CancellationToken cancellationToken)
    {
        if (!lifetime.ApplicationStarted.IsCancellationRequested) return false;
        var report = await health.CheckHealthAsync(static check => check.Tags.Contains(WebClientHosting.ReadyTag), cancellationToken);
        return report.Status == HealthStatus.Healthy;
    }

    /// <summary>Without user name and password.</summary>
    private static string PlaceOf(StorageOptions storage)
    {
        var folder = Path.GetFullPath(storage.DataFolder);
        if (storage.Provider != StorageProvider.PostgreSql) return folder;
        var database = new NpgsqlConnectionStringBuilder(storage.ConnectionString);
        return $"PostgreSQL database {database.Database} on {database.Host}; files in {folder}";
    }
}

internal static class StartBlockHosting
{
    public static void AddStartBlock(this WebApplicationBuilder builder) => builder.Services.AddHostedService<StartBlock>();
}
