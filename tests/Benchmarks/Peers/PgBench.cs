namespace OutreachSilo.Benchmarks.Peers;

/// <summary>Plain SQL by <c>pgbench</c> with prepared statements, on the server that our journal uses, with fsync on.</summary>
internal sealed class PgBench
{
    public const int Clients = 64;

    /// <summary>The row is locked, then looked at, then written.</summary>
    private const string P1Script = """
        begin;
        select capacity, booked from week where id = :w for update;
        insert into booking (week, person) values (:w, :p);
        update week set booked = booked + 1 where id = :w and booked < capacity;
        commit;
        """;

    /// <summary>The best single statement.</summary>
    private const string P3Script = """
        with room as (update week set booked = booked + 1 where id = :w and booked < capacity returning id)
        insert into booking (week, person) select id, :p from room;
        """;

    private readonly Postgres server;
    private readonly string database;
    private readonly int weeks;

    private PgBench(Postgres server, string database, int weeks) => (this.server, this.database, this.weeks) = (server, database, weeks);

    /// <summary>A database of its own with weeks of unlimited places.</summary>
    public static async Task<PgBench> Create(Postgres server, int weeks)
    {
        var connection = await server.NewDatabase();
        await Postgres.Execute(connection, Schema(weeks, Core.Bookings.Unlimited));
        await Postgres.Execute(connection, "vacuum analyze week");
        return new PgBench(server, new Npgsql.NpgsqlConnectionStringBuilder(connection).Database!, weeks);
    }

    public static string Schema(int weeks, int capacity) => string.Create(CultureInfo.InvariantCulture, $"""
        create table week (id int primary key, capacity int not null, booked int not null default 0);
        create table booking (id bigint generated always as identity primary key, week int not null, person bigint not null,
            at timestamptz not null default now());
        create index booking_week on booking (week);
        insert into week (id, capacity) select n, {capacity} from generate_series(1, {weeks}) n;
        """);

    public Peer P1() => new("P1", time => Run(P1Script, Clients, time));

    public Peer P3(int clients = Clients) => new("P3", time => Run(P3Script, clients, time));

    private async Task<LoadResult> Run(string script, int clients, TimeSpan time)
    {
        var folder = Directory.CreateTempSubdirectory("pgbench").FullName;
        try
        {
            var file = Path.Combine(folder, "script.sql");
            await File.WriteAllTextAsync(
                file, string.Create(CultureInfo.InvariantCulture, $"\\set w random(1, {weeks})\n\\set p random(1, 1000000000)\n{script}\n"));
            string[] arguments =
            [
                "-h", "127.0.0.1", "-p", Text(server.Port), "-U", "postgres", "-n", "-M", "prepared", "-f", file, "-c", Text(clients),
                "-j", clients > 1 ? "2" : "1", "-T", Text((int)time.TotalSeconds),
                "-l", "--log-prefix", Path.Combine(folder, "log"), database,
            ];
            var start = new ProcessStartInfo(Path.Combine(PostgresBinaries.Folder!, "pgbench"), arguments) { UseShellExecute = false };
            start.RedirectStandardError = start.RedirectStandardOutput = true;
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0) throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {await errors}");
            if (!output.Contains("\ntps = ", StringComparison.Ordinal)) throw new VoidRunException("pgbench finished no transaction in time.");
            var rate = output.Split('\n').First(line => line.StartsWith("tps = ", StringComparison.Ordinal)).Split(' ')[2];
            var latencies = new LatencyHistogram();
            foreach (var line in Directory.EnumerateFiles(folder, "log*").SelectMany(File.ReadLines))
                latencies.Add(TimeSpan.FromMicroseconds(double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture)));
            return new LoadResult(double.Parse(rate, CultureInfo.InvariantCulture), latencies.P50us, latencies.P99us);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
