using System.Diagnostics;
using System.Globalization;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.TestKit;

namespace OutreachSilo.Benchmarks.Peers;

/// <summary>
/// Plain SQL by <c>pgbench</c>, as one would write this without grains: P1 locks the row, P3 is the best single statement, P4 takes an
/// advisory lock and counts. Prepared statements; the server and its fsync are the ones our journal uses.
/// </summary>
internal sealed class PgBench
{
    public const int Clients = 64;

    private readonly Postgres server;
    private readonly string database;
    private readonly string connection;

    private PgBench(Postgres server, string connection)
    {
        this.server = server;
        this.connection = connection;
        database = new Npgsql.NpgsqlConnectionStringBuilder(connection).Database!;
    }

    /// <summary>A database of its own with this many weeks.</summary>
    public static async Task<PgBench> Create(Postgres server, int weeks, int capacity = 1_000_000_000)
    {
        var made = await server.NewDatabase();
        await Postgres.Execute(made, string.Create(CultureInfo.InvariantCulture, $"""
            create table week (id int primary key, capacity int not null, booked int not null default 0);
            create table booking (id bigint generated always as identity primary key, week int not null, person bigint not null, at timestamptz not null default now());
            create index booking_week on booking (week);
            insert into week (id, capacity) select n, {capacity} from generate_series(1, {weeks}) n;
            """));
        await Postgres.Execute(made, "vacuum analyze week");
        return new PgBench(server, made);
    }

    public Task<PeerRun> P1(string pickWeek, int clients, TimeSpan time) => Run(P1Script(pickWeek), clients, time);

    public Task<PeerRun> P3(string pickWeek, int clients, TimeSpan time) => Run(P3Script(pickWeek), clients, time);

    /// <summary>P4 with a number of people instead of a time: how the rush ends.</summary>
    public Task<PeerRun> P4Rush(int people) => Run(P4Script("\\set w 1"), Clients, null, people / Clients);

    /// <summary>How many bookings lie there.</summary>
    public async Task<long> Bookings() => (long)(await Postgres.Execute(connection, "select count(*) from booking"))!;

    private static string P1Script(string pickWeek) => $"""
        {pickWeek}
        \set p random(1, 1000000000)
        begin;
        select capacity, booked from week where id = :w for update;
        insert into booking (week, person) values (:w, :p);
        update week set booked = booked + 1 where id = :w and booked < capacity;
        commit;
        """;

    private static string P3Script(string pickWeek) => $"""
        {pickWeek}
        \set p random(1, 1000000000)
        with room as (update week set booked = booked + 1 where id = :w and booked < capacity returning id) insert into booking (week, person) select id, :p from room;
        """;

    private static string P4Script(string pickWeek) => $"""
        {pickWeek}
        \set p random(1, 1000000000)
        begin;
        select pg_advisory_xact_lock(:w);
        insert into booking (week, person) select :w, :p where (select count(*) from booking where week = :w) < (select capacity from week where id = :w);
        commit;
        """;

    private async Task<PeerRun> Run(string script, int clients, TimeSpan? time, int transactions = 0)
    {
        var folder = Directory.CreateTempSubdirectory("pgbench").FullName;
        try
        {
            var file = Path.Combine(folder, "script.sql");
            await File.WriteAllTextAsync(file, script);
            string[] arguments =
            [
                "-h", "127.0.0.1", "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "-n", "-M", "prepared", "-f", file,
                "-c", clients.ToString(CultureInfo.InvariantCulture), "-j", clients > 1 ? "2" : "1", "-l", "--log-prefix", Path.Combine(folder, "log"),
                .. time is { } limit
                    ? new[] { "-T", ((int)limit.TotalSeconds).ToString(CultureInfo.InvariantCulture) }
                    : ["-t", transactions.ToString(CultureInfo.InvariantCulture)],
                database,
            ];
            using var process = Process.Start(new ProcessStartInfo(Path.Combine(PostgresBinaries.Folder!, "pgbench"), arguments)
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0) throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {await errors}");
            var rate = output.Split('\n').First(line => line.StartsWith("tps = ", StringComparison.Ordinal)).Split(' ')[2];
            var latencies = new Latencies();
            foreach (var log in Directory.EnumerateFiles(folder, "log*"))
                foreach (var line in File.ReadLines(log))
                    latencies.Add(TimeSpan.FromMicroseconds(double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture)));
            return new PeerRun(double.Parse(rate, CultureInfo.InvariantCulture), latencies.Percentile(0.5), latencies.Percentile(0.99));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>Transactions a second, and latencies in microseconds.</summary>
internal sealed record PeerRun(double PerSecond, double P50, double P99);
