using OutreachSilo.Storage;
using OutreachSilo.TestKit;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>What every scenario needs: how long to measure, on which databases, and a PostgreSQL server of its own.</summary>
/// <param name="quick">At most 20 seconds a scenario: to see that it works, not to quote.</param>
internal sealed class BenchmarkContext(bool quick, IReadOnlyList<StorageProvider> databases, Action<string> tell) : IAsyncDisposable
{
    private Postgres? postgres;

    public bool Quick { get; } = quick;

    public IReadOnlyList<StorageProvider> Databases { get; } = databases;

    public int Pairs => Quick ? 1 : 3;

    public TimeSpan WarmUp => TimeSpan.FromSeconds(Quick ? 3 : 20);

    public TimeSpan Stretch => TimeSpan.FromSeconds(Quick ? 3 : 10);

    /// <summary>Says on standard error what is going on.</summary>
    public void Tell(string what) => tell(what);

    /// <summary>Debian's binaries, a data folder of its own, loopback, fsync on; started with the first use.</summary>
    public async Task<Postgres> Server() => postgres ??= await Postgres.StartNew();

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null) await postgres.DisposeAsync();
    }
}
