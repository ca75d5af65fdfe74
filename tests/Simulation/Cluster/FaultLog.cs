using Microsoft.Extensions.Logging;
using OutreachSilo.Common;
using OutreachSilo.Machine;

namespace OutreachSilo.Cluster;

/// <summary>What the nodes log goes into the trace; an exception that no fault of the simulation explains is kept, for it is a bug.</summary>
internal sealed class FaultLog(World world) : ILoggerProvider, ILogger
{
    public List<string> Bugs { get; } = [];

    /// <summary>What callers must expect of a cluster whose nodes, network and database fail.</summary>
    public static bool IsExpected(Exception fault) =>
        fault is IFault or TimeoutException or SiloUnavailableException or OperationCanceledException or OrleansMessageRejectionException;

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not null && !IsExpected(exception)) Bugs.Add($"{formatter(state, exception)} {exception}");
        if (exception is not null) world.Note($"{eventId.Name}: {exception.GetType().Name}");
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
    }
}
