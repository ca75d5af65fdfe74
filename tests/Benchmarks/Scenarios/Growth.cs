namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B12. What a booking takes with a short and a long journal, in turn; then in a week with a long history and in others.</summary>
internal sealed class Growth() : Scenario(
    "b12", "growth: 1,000 and 1,000,000 journal rows; a week of 10,000 changes and weeks of ten",
    new Metric("b12", "a booking with a long journal", "µs", Goal.AtMost(1.3, 2, "short")),
    new Metric("b12-week", "a lone booking in a week with a long history, p50", "µs", Goal.AtMost(1.3, 2, "short")))
{
    private const int WeeksAsked = 1_000;
    private const int ChangesOfAWeek = 1_000;
    private const int AppendedAtOnce = 250;
    private const int ShortWeeks = 400;
    private const int LoneCalls = 200;

    /// <summary>Whoever filled the past is none of those who book now.</summary>
    private const long OthersFrom = 1_000_000_000;

    public override async Task<IReadOnlyList<Line>> Run(BenchmarkContext context, StorageProvider database) =>
        [await OfTheJournal(context, database), await OfTheWeek(context, database)];

    /// <summary>The short journal is a new one each time, for a run makes it long.</summary>
    private async Task<Line> OfTheJournal(BenchmarkContext context, StorageProvider database)
    {
        using var data = await ServiceData.Create(context, database);
        await using var silo = await InProcessSilo.Start(data);
        var rows = context.Quick ? 50_000 : 1_000_000;
        var past = Enumerable.Range(WeeksAsked, (rows - WeeksAsked) / ChangesOfAWeek).Select(number => Weeks.Id(number));
        foreach (var some in past.Chunk(64)) await Fill(silo, some, ChangesOfAWeek);
        var ours = new ClosedLoop(Bookings.InFlight, await Bookings.AtWeeks(silo, WeeksAsked));
        if (await silo.Rows() is var there && there != rows) throw new VoidRunException($"The journal has {there} rows instead of {rows}.");

        await Fresh();
        var compared = await Comparison.Run(context, database, _ => Book(ours), new Peer("short", _ => Fresh()));
        await silo.VerifyBookings(ours.Done + (rows - WeeksAsked) / ChangesOfAWeek * (ChangesOfAWeek / 2));
        return compared.ToLine(Metrics[0], run => 1_000_000 / run.PerSecond);

        async Task<LoadResult> Fresh()
        {
            using var fresh = await ServiceData.Create(context, database);
            await using var young = await InProcessSilo.Start(fresh);
            return await Book(new ClosedLoop(Bookings.InFlight, await Bookings.AtWeeks(young, WeeksAsked)));
        }

        async Task<LoadResult> Book(ClosedLoop loop)
        {
            // All weeks are active, and the database knows its pages, before it counts.
            await loop.RunCount(context.Quick ? 5_000 : 20_000);
            await context.Rest();
            return await loop.RunCount(context.Quick ? 10_000 : 50_000);
        }
    }

    private async Task<Line> OfTheWeek(BenchmarkContext context, StorageProvider database)
    {
        using var data = await ServiceData.Create(context, database);
        await using var silo = await InProcessSilo.Start(data);
        var ids = Enumerable.Range(0, ShortWeeks + 1).Select(number => Weeks.Id(number)).ToArray();
        await Fill(silo, ids[1..], 10);
        await Fill(silo, ids[..1], 10_000);
        var weeks = Array.ConvertAll(ids, id => silo.Grains.GetGrain<ITasterWeekGrain>(id.ToString()));
        foreach (var week in weeks) await week.View();
        var ofLong = new ClosedLoop(1, number => Bookings.HoldPlace(weeks[0], 2 * number));
        var ofShort = new ClosedLoop(1, number => Bookings.HoldPlace(weeks[1 + number % ShortWeeks], 2 * number + 1));
        await ofLong.RunCount(LoneCalls);
        await ofShort.RunCount(LoneCalls);
        var compared = await Comparison.Run(
            context, database, _ => ofLong.RunCount(LoneCalls), new Peer("short", _ => ofShort.RunCount(LoneCalls)));
        return compared.ToLine(Metrics[1], run => run.P50us);
    }

    /// <summary>Publishes weeks and gives each a history of so many changes: places held and given back.</summary>
    private static async Task Fill(InProcessSilo silo, WeekId[] weeks, int changes)
    {
        await Weeks.Publish(silo.Journal, weeks, Bookings.Unlimited);
        await Task.WhenAll(weeks.Select(async week =>
        {
            var session = silo.Journal.Open(week.ToString());
            foreach (var some in Enumerable.Range(0, changes - 1).Chunk(AppendedAtOnce))
                await session.Append([.. some.Select(Entry)], summary: null);
        }));

        static JournalEntry Entry(int number)
        {
            var at = DateTimeOffset.UtcNow;
            var place = Bookings.CommandId(number / 2, step: 9);
            Change change = number % 2 == 0
                ? new PlaceHeld(place, Bookings.PersonId(OthersFrom + number), TasterKind.Foundation, HalfDays.WholeWeek, at.AddMinutes(10))
                : new PlaceReleased(place);
            return TasterWeekState.Changes.Write(change, number + 2, at, "benchmark", Bookings.CommandId(number, step: 8));
        }
    }
}
