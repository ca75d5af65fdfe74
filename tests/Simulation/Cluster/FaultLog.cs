using Microsoft.Extensions.Logging;
using OutreachSilo.Common;
using OutreachSilo.Machine;

namespace OutreachSilo.Cluster;

/// <summary>
/// Takes what the nodes log and what the host swallows, as Orleans does. All of it is traced; an exception that no simulated fault explains
/// is a bug and fails the run.
/// </summary>
internal sealed class FaultLog(World world) : ILoggerProvider, ILogger
{
    public List<string> Bugs { get; } = [];

    /// <summary>What callers must expect of a cluster whose nodes, network and database fail.</summary>
    public static bool IsExpected(Exception fault) =>
        fault is IFault or TimeoutException or SiloUnavailableException or OperationCanceledException or OrleansMessageRejectionException;

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is null) return;
        if (!IsExpected(exception)) Bugs.Add($"{formatter(state, exception)} {exception}");
        world.Note($"{eventId.Name}: {exception.GetType().Name}");
    }

    /// <summary>Takes a fault that the host swallows.</summary>
    public void Add(string what, Exception fault)
    {
        if (!IsExpected(fault)) Bugs.Add($"{what} {fault}");
        world.Note($"{what} {fault.GetType().Name}");
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
    }
}
