namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>One thing that is measured.</summary>
/// <param name="name">As on the command line, for example <c>b2</c>.</param>
/// <param name="metrics">What it reports, with targets and floors.</param>
internal abstract class Scenario(string name, string what, params Metric[] metrics)
{
    public string Name => name;

    public string What => what;

    public IReadOnlyList<Metric> Metrics => metrics;

    /// <exception cref="VoidRunException">Something acknowledged was lost or stored twice.</exception>
    public abstract Task<IReadOnlyList<Line>> Run(BenchmarkContext context, StorageProvider database);
}

/// <summary>The figures of this run mean nothing: it broke a promise.</summary>
internal sealed class VoidRunException(string message) : Exception(message);
