using OutreachSilo.Placements;

namespace OutreachSilo.Benchmarks.Core;

/// <summary>Bookings by calls to grains. All go for weeks with unlimited places, so a refusal voids the run.</summary>
internal static class Bookings
{
    public const int Unlimited = 1_000_000_000;
    public const int InFlight = 512;
    public const int People = 20_000;

    /// <summary>As many places for each person; an agenda holds 40.</summary>
    public const int Mondays = 25;

    private const int PublishedAtOnce = 2_000;

    /// <summary>The week's decision alone, one durable step, by a new person each time; publishes the weeks first.</summary>
    public static async Task<Func<long, ValueTask>> AtWeeks(InProcessSilo silo, int weeks)
    {
        var ids = Enumerable.Range(0, weeks).Select(number => Weeks.Id(number)).ToArray();
        await Publish(silo, ids);
        var grains = Array.ConvertAll(ids, id => silo.Grains.GetGrain<ITasterWeekGrain>(id.ToString()));
        return number => HoldPlace(grains[Pick(number, weeks)], number);
    }

    /// <summary>
    /// Placement, agenda and week, three durable steps; publishes the weeks first. Each person takes a week on each of 25 Mondays in turn, so that no
    /// two of their places overlap; then others follow.
    /// </summary>
    /// <param name="weeks">A multiple of <see cref="Mondays"/>.</param>
    public static async Task<Func<long, ValueTask>> Whole(InProcessSilo silo, int weeks)
    {
        await Publish(silo, Enumerable.Range(0, weeks).Select(number => Weeks.Id(number, Mondays)));
        var grains = silo.Grains;
        return async number =>
        {
            var (round, person) = (number / People, number % People);
            var week = Weeks.Id(Pick(number, weeks / Mondays) * Mondays + (int)(round % Mondays), Mondays);
            var opening = new OpenPlacement(CommandId(number), PersonId(round / Mondays * People + person), week, TasterKind.Foundation)
            {
                HalfDays = HalfDays.WholeWeek,
                HostName = "Elm Surgery",
            };
            var outcome = await grains.GetGrain<IPlacementGrain>(GrainKeys.Placement(opening.Id)).Hold(opening);
            if (outcome.Value?.State != PlaceState.Held) throw new VoidRunException($"A booking was refused: {outcome.Refusal}.");
        };
    }

    public static async ValueTask HoldPlace(ITasterWeekGrain week, long number)
    {
        var outcome = await week.Hold(new HoldPlace(CommandId(number), PersonId(number), TasterKind.Foundation, HalfDays.WholeWeek));
        if (!outcome.Succeeded) throw new VoidRunException($"A booking was refused: {outcome.Refusal}.");
    }

    public static string PersonId(long number) => string.Create(CultureInfo.InvariantCulture, $"p{number:x31}");

    /// <summary>Derived from the number and spread over the whole range, as random ones are.</summary>
    public static Guid CommandId(long number, byte step = 0) =>
        new((int)(number * -1640531535), (short)(number >> 16), (short)number, (byte)(number >> 32), step, 1, 2, 3, 4, 5, 6);

    /// <summary>One of so many, all equally often (SplitMix64).</summary>
    public static int Pick(long number, int count)
    {
        var mixed = (ulong)number + 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)count);
    }

    private static async Task Publish(InProcessSilo silo, IEnumerable<WeekId> weeks)
    {
        foreach (var some in weeks.Chunk(PublishedAtOnce)) await Weeks.Publish(silo.Journal, some, Unlimited);
    }
}
