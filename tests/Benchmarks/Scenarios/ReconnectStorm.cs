using System.Diagnostics;
using System.Globalization;
using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Http;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Viewers;
using OutreachSilo.Storage;
using OutreachSilo.TestKit;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B8: 5,000 viewers of ten boards lose their connections at once, miss bookings, and come back with what they have.</summary>
internal sealed class ReconnectStorm : IScenario
{
    private const int Boards = 10;
    /// <summary>An idle backend of PostgreSQL reports its counters within ten seconds.</summary>
    private static readonly TimeSpan CountersAfter = TimeSpan.FromSeconds(11);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Name => "b8";

    public string What => "reconnect storm: 5,000 sockets cut at once, until each shows the right version";

    public async Task<IReadOnlyList<Line>> Run(BenchmarkContext context)
    {
        var viewers = context.Quick ? 1_000 : 5_000;
        // A small table would be scanned, by whatever reads it; an index tells who did.
        var server = (await context.Server()).ConnectionString("postgres");
        await Postgres.Execute(server, "alter system set enable_seqscan = off");
        await Postgres.Execute(server, "select pg_reload_conf()");
        try
        {
            return await Measure(context, viewers);
        }
        finally
        {
            await Postgres.Execute(server, "alter system reset enable_seqscan");
            await Postgres.Execute(server, "select pg_reload_conf()");
        }
    }

    private static async Task<IReadOnlyList<Line>> Measure(BenchmarkContext context, int viewers)
    {
        await using var silo = await ServedSilo.Start(context, StorageProvider.PostgreSql, async journal =>
        {
            for (var board = 0; board < Boards; board++)
                await Weeks.Publish(journal, Enumerable.Range(0, PacedBookings.Lanes).Select(number => Weeks.Id(board * PacedBookings.Lanes + number, PacedBookings.Lanes)), 1_000_000_000, RegionOf(board));
        });
        var hold = HttpRequests.Hold(silo.Tickets, Boards * context.Pairs, (_, person) => Weeks.Id(person % Boards * PacedBookings.Lanes, PacedBookings.Lanes));
        using var connections = await HttpConnections.Open(silo.Address, 1);
        await using var audience = new Audience(Enumerable.Range(0, viewers).Select(number => new BoardWatch(silo.Address, BoardOf(number % Boards))));
        await audience.Join();
        await Task.Delay(CountersAfter);
        if (await BoardReads(silo) < Boards) throw new VoidRunException("The counter does not see how boards are read.");

        List<double> took = [];
        var reads = 0L;
        for (var storm = 0; storm < context.Pairs; storm++)
        {
            await audience.Cut();
            var right = new Dictionary<string, long>(StringComparer.Ordinal);
            for (var board = 0; board < Boards; board++)
            {
                var before = audience.Watches[board].Version;
                await connections.Must(201, hold, storm * Boards + board);
                using var probe = new BoardWatch(silo.Address, BoardOf(board));
                await probe.Join();
                while (probe.Version == before) await Task.Delay(TimeSpan.FromMilliseconds(5));
                right[BoardOf(board)] = probe.Version;
                await probe.Cut();
            }

            await Task.Delay(CountersAfter);
            var readsBefore = await BoardReads(silo);
            var cpu = silo.Use.Cpu;
            var started = Stopwatch.GetTimestamp();
            await audience.Join();
            await audience.WaitFor(watch => right[watch.Board], Patience);
            took.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            cpu = silo.Use.Cpu - cpu;
            await Task.Delay(CountersAfter);
            var read = await BoardReads(silo) - readsBefore;
            reads = Math.Max(reads, read);
            context.Tell($"{viewers} back in {took[^1]:0.00} s, {cpu.TotalMicroseconds / viewers:0} µs CPU of the server each, {read} board reads");
        }

        return
        [
            new Line("b8", $"{viewers:N0} viewers back", Pairs.Median(took), "s") { LessIsBetter = true, Target = { [Line.Self] = 2 } },
            new Line("b8-reads", "database reads per board", (double)reads / Boards, "reads") { LessIsBetter = true, Target = { [Line.Self] = 1 } },
        ];
    }

    private static string RegionOf(int board) => string.Create(CultureInfo.InvariantCulture, $"Y{60 + board}");

    private static string BoardOf(int board) => $"live/{RegionOf(board)}/Foundation";

    /// <summary>Uses of the index that only the reading of a board takes.</summary>
    private static async Task<long> BoardReads(ServedSilo silo) => Convert.ToInt64(
        await Postgres.Execute(silo.ConnectionString!, "select idx_scan from pg_stat_user_indexes where indexrelname = 'summary_kind_region_starts_on'"), CultureInfo.InvariantCulture);
}
