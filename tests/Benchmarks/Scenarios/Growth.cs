using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Common;
using OutreachSilo.EndToEnd;
using OutreachSilo.Storage;
using OutreachSilo.Tasters;
using OutreachSilo.TestKit;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>
/// B9, and the run that leads to it: a million whole bookings over 20,000 weeks, whose time and memory are watched; then the service is
/// started on this history, killed and started again; then weeks are activated that nobody has asked for since.
/// </summary>
internal sealed class Growth : IScenario
{
    private const int Slices = 10;
    private const int People = 20_000;

    public string Name => "b9";

    public string What => "a million bookings over 20,000 weeks, kill, start";

    public async Task<IReadOnlyList<Line>> Run(BenchmarkContext context)
    {
        var lines = new List<Line>();
        foreach (var database in context.Databases) lines.AddRange(await Run(context, database));
        return lines;
    }

    private static async Task<IEnumerable<Line>> Run(BenchmarkContext context, StorageProvider provider)
    {
        var (bookings, weeks) = context.Quick ? (20_000, 1_000) : (1_000_000, 20_000);
        await using var first = await CoreSilo.Start(context, provider);
        var grown = await Grow(context, first, provider, bookings, weeks);
        var place = await first.Leave();
        var restarted = await Restart(context, place, provider);
        await using var second = await CoreSilo.Start(context, provider, place);
        return [grown, restarted, await Activate(context, second, place, provider, weeks, Math.Min(weeks, 2_000))];
    }

    private static async Task<Line> Grow(BenchmarkContext context, CoreSilo silo, StorageProvider provider, int bookings, int weeks)
    {
        var load = await WholeBookings.Prepare(silo, People, weeks);
        var rates = new List<double>();
        var (next, before) = (0L, Memory());
        for (var slice = 0; slice < Slices; slice++)
        {
            var (stretch, after) = await Load.RunCount(CoreComparison.InFlight, bookings / Slices, next, load.Book);
            next = after;
            rates.Add(stretch.PerSecond);
            context.Tell($"{provider}: {next:N0} bookings, {stretch}, {Memory() >> 20:N0} MB live");
        }

        var stored = await silo.Rows("place-held");
        if (stored != next) throw new VoidRunException($"{next} were acknowledged and {stored} are stored.");

        // The first slices are the compiler's.
        var settled = rates.Skip(Slices / 5).ToArray();
        return new Line("b9-growth", $"{bookings:N0} whole bookings over {weeks:N0} weeks on {provider}", settled.Max() / settled.Min(), "fastest slice to slowest")
        {
            LessIsBetter = true,
            Target = new() { [Line.Self] = 1.3 },
            Also = new()
            {
                ["bookingsPerSecond"] = Pairs.Median(settled),
                ["liveBytesPerBooking"] = (double)(Memory() - before) / bookings,
                ["liveMegabytes"] = Memory() >> 20,
            },
        };
    }

    private static async Task<Line> Restart(BenchmarkContext context, CorePlace place, StorageProvider provider)
    {
        var times = new List<double>();
        for (var round = 0; round <= context.Pairs; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await using var silo = await SiloProcess.Start(place.Environment, readiness: "/health/live");
            await Book(silo.Address, place, round);
            if (round > 0) times.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            await silo.Kill();
        }

        context.Tell($"{provider}: first durable answer after {string.Join(", ", times.Select(time => time.ToString("0.00", CultureInfo.InvariantCulture)))} s");
        return new Line("b9", $"kill -9, start, first durable answer on {provider}", Pairs.Median(times), "s") { LessIsBetter = true, Target = new() { [Line.Self] = 2 } };
    }

    private static async Task Book(Uri address, CorePlace place, int round)
    {
        using var client = new HttpClient { BaseAddress = address };
        var week = Weeks.Id(WholeBookings.Mondays * 3, WholeBookings.Mondays);
        var cookie = new Tickets(place.Folder, place.ConnectionString).Doctor(1_000_000 + round);
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/weeks/{week.Practice}/{GrainKeys.Date(week.Monday)}/places", UriKind.Relative));
            request.Headers.Add("Cookie", cookie);
            request.Headers.Add("Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"first-{round}"));
            request.Content = new StringContent("""{"kind":"Foundation"}""", Encoding.UTF8, "application/json");
            using var response = await client.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.Created) return;
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable) throw new VoidRunException($"The first booking came to {response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }
    }

    private static async Task<Line> Activate(BenchmarkContext context, CoreSilo silo, CorePlace place, StorageProvider provider, int weeks, int count)
    {
        // One to warm the code up; then each once, one after the other.
        await silo.Grains.GetGrain<ITasterWeekGrain>(Weeks.Id(0, WholeBookings.Mondays).ToString()).View();
        var latencies = new Latencies();
        var reads = await QuietReads(place);
        for (var number = 1; number < count; number++)
        {
            var started = Stopwatch.GetTimestamp();
            var week = await silo.Grains.GetGrain<ITasterWeekGrain>(Weeks.Id(number * (weeks / count), WholeBookings.Mondays).ToString()).View();
            latencies.Add(Stopwatch.GetElapsedTime(started));
            if (!week.Succeeded) throw new VoidRunException($"A week came back as {week.Refusal!.Code}.");
        }

        var line = new Line("b9-activation", $"activation of a week on {provider}", latencies.Percentile(0.99), "µs at p99")
        {
            LessIsBetter = true,
            P50us = latencies.Percentile(0.5),
            P99us = latencies.Percentile(0.99),
            Target = new() { [Line.Self] = 5_000 },
        };
        if (reads is not { } before || await Reads(place) is not { } after) return line;
        line.Also["indexedReadsEach"] = (double)(after.Indexed - before.Indexed) / (count - 1);
        line.Also["sequentialReads"] = after.Sequential - before.Sequential;
        return line;
    }

    /// <summary>Once nothing reads beside the activations: what the process looks after when it has begun is not theirs.</summary>
    private static async Task<(long Indexed, long Sequential)?> QuietReads(CorePlace place)
    {
        var before = await Reads(place);
        while (before is not null && await Reads(place) is var now && now != before) before = now;
        return before;
    }

    /// <summary>Of journals and snapshots, as the server itself counts them; null for SQLite, which does not.</summary>
    private static async Task<(long Indexed, long Sequential)?> Reads(CorePlace place)
    {
        if (place.ConnectionString is not { } connection) return null;

        // A session hands its counts in when it ends, or once a second when it is asked again.
        Npgsql.NpgsqlConnection.ClearAllPools();
        await Task.Delay(TimeSpan.FromSeconds(2));
        return ((long)(await Postgres.Execute(connection, "select sum(idx_scan)::bigint from pg_stat_user_tables where relname in ('journal', 'grain_state')"))!,
            (long)(await Postgres.Execute(connection, "select sum(seq_scan)::bigint from pg_stat_user_tables where relname in ('journal', 'grain_state')"))!);
    }

    /// <summary>Bytes that are still in use.</summary>
    private static long Memory() => GC.GetTotalMemory(forceFullCollection: true);
}
