namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>What every scenario needs: how long to measure, and a PostgreSQL server of its own.</summary>
internal sealed class BenchmarkContext(bool quick, TimeSpan runTime, Action<string> tell) : IAsyncDisposable
{
    private Postgres? postgres;

    public bool Quick { get; } = quick;

    public int Rounds => Quick ? 1 : 3;

    public TimeSpan RunTime => Quick ? TimeSpan.FromSeconds(2) : runTime;

    public TimeSpan WarmUp => Quick ? TimeSpan.FromSeconds(1) : 2 * runTime;

    /// <summary>Reports progress on standard error.</summary>
    public void Tell(string what) => tell(what);

    /// <summary>
    /// A server with a data folder of its own, on loopback, with fsync on; started at first use. It begins with a gigabyte of used log
    /// files, as a server that has run for a while does: making a new one costs a flush of 16 MB.
    /// </summary>
    public async Task<Postgres> Server()
    {
        if (postgres is not null) return postgres;
        postgres = await Postgres.StartNew("min_wal_size=2GB", "max_connections=300");
        if (Quick) return postgres;
        var connection = await postgres.NewDatabase();
        await Postgres.Execute(connection, "create table filler as select repeat(md5(n::text), 30) from generate_series(1, 1000000) n");
        await Postgres.Execute(connection, "drop table filler");
        await Rest();
        return postgres;
    }

    /// <summary>Before a run: what was written earlier is not flushed in the middle of it.</summary>
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
