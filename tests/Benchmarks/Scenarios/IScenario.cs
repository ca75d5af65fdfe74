using OutreachSilo.Benchmarks.Measuring;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>One row of the benchmarks. Throws <see cref="VoidRunException"/> when something acknowledged was lost or stored twice.</summary>
internal interface IScenario
{
    /// <summary>As on the command line, for example <c>b2</c>.</summary>
    string Name { get; }

    string What { get; }

    Task<IReadOnlyList<Line>> Run(BenchmarkContext context);
}

/// <summary>The figures of this run mean nothing: it broke a promise.</summary>
internal sealed class VoidRunException(string message) : Exception(message);
