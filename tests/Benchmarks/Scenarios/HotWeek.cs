using System.Globalization;
using Orleans.Runtime.Hosting;
using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Peers;
using OutreachSilo.Storage;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B2 and B2s: one week with endless places, 512 callers, the leaf's decision only.</summary>
internal sealed class HotWeek : IScenario
{
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
        var naive = await NaiveStorage.Create(await (await context.Server()).NewDatabase());
        await using var silo = await CoreSilo.Start(context, provider, more: builder => builder.Services.AddGrainStorage(NaiveWeekGrain.Storage, (_, _) => naive));
        var number = 0;
        var bookings = await LeafBookings.Prepare(silo, 1, Pick.Uniform(1));
        var measured = await CoreComparison.Run(context, silo, $"hot week on {provider}", CoreComparison.InFlight, "place-held", bookings.Book, new Dictionary<string, Func<TimeSpan, Task<PeerRun>>>
        {
            ["P1"] = time => sql.P1(OneWeek, PgBench.Clients, time),
            ["P3"] = time => sql.P3(OneWeek, PgBench.Clients, time),
            ["P6"] = time => Naive(silo.Grains.GetGrain<INaiveWeekGrain>(string.Create(CultureInfo.InvariantCulture, $"naive/{number++}")), time),
        });
        return provider == StorageProvider.Sqlite
            ? measured.Rates("b2s", "hot week on SQLite", new() { ["P1"] = 120 })
            : measured.Rates("b2", "hot week on PostgreSQL", new() { ["P1"] = 100, ["P3"] = 75 });
    }

    private static async Task<PeerRun> Naive(INaiveWeekGrain week, TimeSpan time)
    {
        var (stretch, _) = await Load.Run(PgBench.Clients, time, 0, async number =>
        {
            if (!await week.Book(Ids.Person(number))) throw new VoidRunException("The naive grain refused with endless places.");
        });
        return new PeerRun(stretch.PerSecond, stretch.P50, stretch.P99);
    }
}
