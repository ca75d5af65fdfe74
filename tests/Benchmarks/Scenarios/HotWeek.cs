using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Peers;
using OutreachSilo.Storage;
using OutreachSilo.Tasters;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B2 and B2s: one week with endless places, 512 callers, the leaf's decision only.</summary>
internal sealed class HotWeek : IScenario
{
    private const int InFlight = 512;
    private const string OneWeek = "\\set w 1";

    public string Name => "b2";

    public string What => "hot: one week, endless places, 512 in flight";

    public async Task<IReadOnlyList<Line>> Run(BenchmarkContext context)
    {
        var lines = new List<Line>();
        foreach (var database in context.Databases) lines.Add(await Run(context, database));
        return lines;
    }

    private static async Task<Line> Run(BenchmarkContext context, StorageProvider provider)
    {
        var sql = await PgBench.Create(await context.Server(), weeks: 1);
        await using var silo = await CoreSilo.Start(context, provider);
        var id = Weeks.Id(0);
        await Weeks.Publish(silo.Journal, [id], capacity: 1_000_000_000);
        var week = silo.Grains.GetGrain<ITasterWeekGrain>(id.ToString());

        var (warm, next) = await Load.Run(InFlight, context.WarmUp, 0, Hold);
        context.Tell($"{provider}: warm-up {warm}");
        var acknowledged = warm.Done;
        List<Stretch> ours = [];
        List<double> p1 = [], p3 = [];
        var batches = silo.Meter.Batches;
        for (var pair = 0; pair < context.Pairs; pair++)
        {
            p1.Add((await sql.P1(OneWeek, PgBench.Clients, context.Stretch)).PerSecond);
            p3.Add((await sql.P3(OneWeek, PgBench.Clients, context.Stretch)).PerSecond);
            (var stretch, next) = await Load.Run(InFlight, context.Stretch, next, Hold);
            acknowledged += stretch.Done;
            ours.Add(stretch);
            context.Tell($"{provider}: P1 {p1[^1]:N0}/s, P3 {p3[^1]:N0}/s, ours {stretch}");
        }

        batches = silo.Meter.Batches - batches;
        context.Tell($"{provider}: {(double)ours.Sum(stretch => stretch.Done) / batches:N0} bookings a flush");
        var stored = await silo.Rows("place-held");
        if (stored != acknowledged) throw new VoidRunException($"{acknowledged} bookings were acknowledged and {stored} are stored.");

        var rates = ours.Select(stretch => stretch.PerSecond).ToArray();
        var toP1 = Pairs.Compare(rates, p1);
        var toP3 = Pairs.Compare(rates, p3);
        return new Line(provider == StorageProvider.Sqlite ? "b2s" : "b2", $"hot week on {provider}", toP1.Ours, "bookings/s")
        {
            P50us = Pairs.Median([.. ours.Select(stretch => stretch.P50)]),
            P99us = Pairs.Median([.. ours.Select(stretch => stretch.P99)]),
            Peers = { ["P1"] = toP1.Peer, ["P3"] = toP3.Peer },
            Ratios = { ["P1"] = toP1.Ratio, ["P3"] = toP3.Ratio, ["flushesPerBooking"] = (double)batches / ours.Sum(stretch => stretch.Done) },
            Target = provider == StorageProvider.Sqlite ? new() { ["P1"] = 120 } : new() { ["P1"] = 100, ["P3"] = 75 },
            Also = { ["bytesPerBooking"] = ours[^1].Bytes, ["cpuMicrosecondsPerBooking"] = ours[^1].CpuMicroseconds },
        };

        async ValueTask Hold(long number)
        {
            var outcome = await week.Hold(new HoldPlace(Ids.Command(number), Ids.Person(number), TasterKind.Foundation, HalfDays.WholeWeek));
            if (!outcome.Succeeded) throw new VoidRunException($"A booking with endless places was refused: {outcome.Refusal!.Code}.");
        }
    }
}
