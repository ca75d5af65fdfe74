using System.Diagnostics;
using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Common;
using OutreachSilo.Storage;
using OutreachSilo.Tasters;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B12: what a booking takes while the journal is short and when it is long, in turn; then in a week that has seen much, and in such as have not.</summary>
internal sealed class JournalLength : IScenario
{
    private const int WeeksAsked = 1_000;
    private const int ChangesOfAWeek = 1_000;
    private const int AppendedAtOnce = 250;
    private const int WeeksFilledAtOnce = 64;
    private const int Settling = 20_000;
    private const int Bookings = 50_000;
    private const int AgedChanges = 10;
    private const int LoneCalls = 400;

    /// <summary>Who filled the past is none of those who ask.</summary>
    private const long OthersFrom = 1_000_000_000;

    public string Name => "b12";

    public string What => "growth: a booking by the length of the journal, and of its week's own";

    public async Task<IReadOnlyList<Line>> Run(BenchmarkContext context)
    {
        var lines = new List<Line>();
        foreach (var database in context.Databases)
        {
            lines.Add(await OfTheJournal(context, database));
            lines.Add(await OfTheWeek(context, database));
        }

        return lines;
    }

    /// <summary>Three silos, one after the other and again: the short one is new each time, for a stretch makes its journal long.</summary>
    private static async Task<Line> OfTheJournal(BenchmarkContext context, StorageProvider provider)
    {
        var (middle, most) = context.Quick ? (10_000, 100_000) : (100_000, 10_000_000);
        await using var grown = await Grown.Start(context, provider, middle);
        await using var old = await Grown.Start(context, provider, most);
        await using (var warm = await Grown.Start(context, provider, WeeksAsked)) await warm.Warm(context.WarmUp);

        List<double> ofShort = [], ofMiddle = [], ofLong = [];
        for (var pair = 0; pair < context.Pairs; pair++)
        {
            await using (var fresh = await Grown.Start(context, provider, WeeksAsked)) ofShort.Add(await fresh.Measure(context));
            ofMiddle.Add(await grown.Measure(context));
            ofLong.Add(await old.Measure(context));
            context.Tell($"{provider}: a booking takes {ofShort[^1]:0.0} µs of {WeeksAsked:N0} rows on, {ofMiddle[^1]:0.0} of {middle:N0} on, {ofLong[^1]:0.0} of {most:N0} on");
        }

        var toShort = Pairs.Compare(ofLong, ofShort);
        return new Line("b12", $"a booking where the journal has {most:N0} rows, on {provider}", toShort.Ours, "µs")
        {
            LessIsBetter = true,
            Peers = { ["short"] = toShort.Peer },
            Ratios = { ["short"] = toShort.Ratio },
            Target = { ["short"] = 1.3 },
            Also = { ["middleMicroseconds"] = Pairs.Median(ofMiddle), ["middleToShort"] = Pairs.Compare(ofMiddle, ofShort).Ratio },
        };
    }

    private static async Task<Line> OfTheWeek(BenchmarkContext context, StorageProvider provider)
    {
        var changes = context.Quick ? 10_000 : 100_000;
        await using var silo = await CoreSilo.Start(context, provider);
        var ids = Enumerable.Range(0, LoneCalls + 1).Select(number => Weeks.Id(number)).ToArray();
        await Weeks.Publish(silo.Journal, ids, capacity: 1_000_000_000);
        await Task.WhenAll(ids.Skip(1).Select(id => Age(silo.Journal, id, AgedChanges - 1)));
        await Age(silo.Journal, ids[0], changes - 1);

        var weeks = ids.Select(id => silo.Grains.GetGrain<ITasterWeekGrain>(id.ToString())).ToArray();
        var waking = Stopwatch.GetTimestamp();
        await weeks[0].View();
        var woken = Stopwatch.GetElapsedTime(waking);
        foreach (var week in weeks[1..]) await week.View();

        // Both kinds are warm after the first hundred.
        Latencies young = new(), aged = new();
        for (var number = 1; number <= LoneCalls; number++)
        {
            await Hold(weeks[number], 2 * number, young);
            await Hold(weeks[0], 2 * number + 1, aged);
            if (number == LoneCalls / 4) (young, aged) = (new(), new());
        }

        context.Tell($"{provider}: a lone caller waits {young.Percentile(0.5):0} µs where the week has {AgedChanges} changes, {aged.Percentile(0.5):0} where it has {changes:N0}, which took {woken.TotalMilliseconds:0} ms to wake");
        return new Line("b12-week", $"a lone caller's booking in a week of {changes:N0} changes, p50, on {provider}", aged.Percentile(0.5), "µs")
        {
            LessIsBetter = true,
            P99us = aged.Percentile(0.99),
            Peers = { ["young"] = young.Percentile(0.5) },
            Ratios = { ["young"] = aged.Percentile(0.5) / young.Percentile(0.5) },
            Target = { ["young"] = 1.3 },
            Also = { ["wakingMilliseconds"] = woken.TotalMilliseconds },
        };

        static async Task Hold(ITasterWeekGrain week, int number, Latencies into)
        {
            var started = Stopwatch.GetTimestamp();
            await LeafBookings.Hold(week, number);
            into.Add(Stopwatch.GetElapsedTime(started));
        }
    }

    /// <summary>Appends so many changes to a published week that has none yet: places that were held and given back.</summary>
    private static async Task Age(IJournal journal, WeekId week, int changes)
    {
        var session = journal.Open(week.ToString());
        foreach (var some in Enumerable.Range(0, changes).Chunk(AppendedAtOnce)) await session.Append([.. some.Select(Entry)], summary: null);

        JournalEntry Entry(int number)
        {
            var at = DateTimeOffset.UtcNow;
            var place = Ids.Command(number / 2, step: 9);
            Change change = number % 2 == 0
                ? new PlaceHeld(place, Ids.Person(OthersFrom + number), TasterKind.Foundation, HalfDays.WholeWeek, at.AddMinutes(10))
                : new PlaceReleased(place);
            return ChangeCatalog.Write(change, number + 2, at, "benchmark", Ids.Command(number, step: 8));
        }
    }

    /// <summary>A silo whose journal has so many rows: weeks that nobody asks for any more, and those that are gone for.</summary>
    private sealed class Grown : IAsyncDisposable
    {
        private readonly CoreSilo silo;
        private readonly LeafBookings bookings;
        private long next;

        private Grown(CoreSilo silo, LeafBookings bookings) => (this.silo, this.bookings) = (silo, bookings);

        public static async Task<Grown> Start(BenchmarkContext context, StorageProvider provider, int rows)
        {
            var made = await CoreSilo.Start(context, provider);
            var past = Enumerable.Range(WeeksAsked, (rows - WeeksAsked) / ChangesOfAWeek).Select(number => Weeks.Id(number));
            foreach (var some in past.Chunk(WeeksFilledAtOnce))
            {
                await Weeks.Publish(made.Journal, some, capacity: 1_000_000_000);
                await Task.WhenAll(some.Select(week => Age(made.Journal, week, ChangesOfAWeek - 1)));
            }

            var asked = await LeafBookings.Prepare(made, WeeksAsked, Pick.Uniform(WeeksAsked));
            if (await made.Rows() is var there && there != rows) throw new VoidRunException($"The journal has {there} rows and not {rows}.");
            return new Grown(made, asked);
        }

        public async Task Warm(TimeSpan time) => (_, next) = await Load.Run(CoreComparison.InFlight, time, next, bookings.Book);

        /// <summary>Microseconds a booking.</summary>
        public async Task<double> Measure(BenchmarkContext context)
        {
            // All weeks are awake and the database knows its pages before it counts.
            (_, next) = await Load.RunCount(CoreComparison.InFlight, Settling, next, bookings.Book);
            await context.Rest();
            (var stretch, next) = await Load.RunCount(CoreComparison.InFlight, Bookings, next, bookings.Book);
            return 1_000_000 / stretch.PerSecond;
        }

        public ValueTask DisposeAsync() => silo.DisposeAsync();
    }
}
