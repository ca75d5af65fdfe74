using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace OutreachSilo.Commands;

/// <summary>The service's log on the console: a line a message, with time (UTC), level and category; a fault's stack follows.</summary>
internal sealed class ServeLog(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "plain";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var sentence = logEntry.Formatter(logEntry.State, logEntry.Exception).ReplaceLineEndings(" ");
        var at = time.GetUtcNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        textWriter.WriteLine($"{at} {logEntry.LogLevel} {logEntry.Category}: {sentence}");
        if (logEntry.Exception is { } fault) textWriter.WriteLine(fault.ToString());
    }
}

internal static class ServeLogHosting
{
    /// <summary>Gives way to <c>Logging:Console:FormatterName</c>, and to the journal's format under systemd.</summary>
    public static void AddServeLog(this IServiceCollection services)
    {
        services.AddLogging(static logging => logging.AddConsoleFormatter<ServeLog, ConsoleFormatterOptions>());
        services.PostConfigure<ConsoleLoggerOptions>(static options => options.FormatterName ??= ServeLog.FormatterName);
    }
}
