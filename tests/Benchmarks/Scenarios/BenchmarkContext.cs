using OutreachSilo.Storage;
using OutreachSilo.TestKit;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>What every scenario needs: how long to measure, on which databases, and a PostgreSQL server of its own.</summary>
/// <param name="quick">At most 20 seconds a scenario: to see that it works, not to quote.</param>
/// <param name="stretch">How long one stretch of load lasts where <paramref name="quick"/> does not say otherwise.</param>
internal sealed class BenchmarkContext(bool quick, TimeSpan stretch, IReadOnlyList<StorageProvider> databases, Action<string> tell) : IAsyncDisposable
{
    private Postgres? postgres;

    public bool Quick { get; } = quick;

    public IReadOnlyList<StorageProvider> Databases { get; } = databases;

    public int Pairs => Quick ? 1 : 3;

    public TimeSpan WarmUp => Quick ? TimeSpan.FromSeconds(3) : 2 * Stretch;

    /// <summary>Between the warm-up and a rush, which meets a service that others have used, and not one that is busy with them: what is behind them is compiled, collected and forgotten.</summary>
    public TimeSpan Calm => Quick ? TimeSpan.Zero : Stretch;

    public TimeSpan Stretch => Quick ? TimeSpan.FromSeconds(3) : stretch;

    /// <summary>Says on standard error what is going on.</summary>
    public void Tell(string what) => tell(what);

    /// <summary>
    /// Debian's binaries, a data folder of its own, loopback, fsync on; started with the first use. It begins with a gigabyte of used
    /// log files, as a server that has run for a while: to make a new one costs each a flush of 16 MB.
    /// </summary>
    public async Task<Postgres> Server()
    {
        if (postgres is not null) return postgres;
        postgres = await Postgres.StartNew("min_wal_size=2GB", "max_connections=300");
        if (Quick) return postgres;
        var connection = await postgres.NewDatabase();
        await Postgres.Execute(connection, "create table filler as select repeat(md5(n::text), 30) as text from generate_series(1, 1000000) n");
        await Postgres.Execute(connection, "drop table filler");
        await Postgres.Execute(connection, "checkpoint");
        return postgres;
    }

    /// <summary>Before a stretch: what came before shall not be written out in the middle of it.</summary>
    public async Task Rest()
    {
        if (postgres is not null) await Postgres.Execute(postgres.ConnectionString("postgres"), "checkpoint");
        GC.Collect();
    }

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null) await postgres.DisposeAsync();
    }
}
