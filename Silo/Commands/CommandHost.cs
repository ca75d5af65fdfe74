using Microsoft.Extensions.Logging.Console;
using OutreachSilo.Storage;

namespace OutreachSilo.Commands;

/// <summary>Runs one verb in the service's own host, without its web server: same storage, same grains, same drain at the end.</summary>
internal sealed class CommandHost(Action<HostApplicationBuilder> compose, string[] settings)
{
    /// <returns>The verb's exit status.</returns>
    /// <exception cref="StorageStartException">The storage cannot be opened, for example because the service is running.</exception>
    public async Task<int> Run(Func<IServiceProvider, CancellationToken, Task<int>> verb)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = settings });
        builder.Logging.ClearProviders();
        // A rule, for the service's own settings beside the program have a default level, which a mere minimum gives way to.
        builder.Logging.AddFilter(null, LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // A command starts a node and stops it a moment later, which Orleans warns of; what matters reaches the verb as an exception.
        builder.Logging.AddFilter("Orleans", LogLevel.Critical);
        builder.Logging.AddConsole().AddConsoleFormatter<SentenceFormatter, ConsoleFormatterOptions>();
        builder.Services.Configure<ConsoleLoggerOptions>(static options =>
        {
            options.LogToStandardErrorThreshold = LogLevel.Trace;
            options.FormatterName ??= SentenceFormatter.FormatterName;
        });
        compose(builder);
        using var host = builder.Build();
        await host.StartAsync();
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            return await verb(host.Services, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped. Changes made so far are kept. Run the same command again to finish.");
            return ExitStatus.Failed;
        }
        finally
        {
            await host.StopAsync();
        }
    }
}
