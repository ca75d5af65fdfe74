using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace OutreachSilo.Commands;

/// <summary>
/// What goes wrong while a command runs, one line each: what happened and why, without the stack, which tells its operator nothing. Whoever
/// needs the stack asks for it with <c>--Logging:Console:FormatterName=simple</c>.
/// </summary>
internal sealed class SentenceFormatter() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "sentence";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var sentence = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.WriteLine(logEntry.Exception is { } fault ? $"{logEntry.LogLevel}: {sentence} ({fault.GetType().Name}: {fault.Message})" : $"{logEntry.LogLevel}: {sentence}");
    }
}
