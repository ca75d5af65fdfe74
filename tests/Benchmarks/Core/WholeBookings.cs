using OutreachSilo.Benchmarks.Scenarios;
using OutreachSilo.People;
using OutreachSilo.Tasters;

namespace OutreachSilo.Benchmarks.Core;

/// <summary>
/// Whole bookings: the person's grain writes down the intent, the week holds the place, the person's grain settles. Each person goes
/// for one week on each of 25 Mondays in turn, so that no two of their places meet; then others take over.
/// </summary>
internal sealed class WholeBookings
{
    /// <summary>And as many places for each person: an agenda holds 40.</summary>
    public const int Mondays = 25;

    private readonly IGrainFactory grains;
    private readonly int people;
    private readonly Pick pick;
    private Cohort cohort = new(-1, []);

    private WholeBookings(IGrainFactory grains, int people, Pick pick) => (this.grains, this.people, this.pick) = (grains, people, pick);

    /// <summary>Publishes the weeks, all with endless places.</summary>
    /// <param name="people">At a time.</param>
    /// <param name="weeks">A multiple of 25: as many practices as it takes on each of 25 Mondays.</param>
    public static async Task<WholeBookings> Prepare(CoreSilo silo, int people, int weeks)
    {
        var practices = weeks / Mondays;
        foreach (var some in Enumerable.Range(0, weeks).Select(number => Weeks.Id(number, Mondays)).Chunk(2_000))
            await Weeks.Publish(silo.Journal, some, capacity: 1_000_000_000);
        return Resume(silo, people, practices);
    }

    /// <summary>On a silo whose journal has the weeks already.</summary>
    public static WholeBookings Resume(CoreSilo silo, int people, int practices) => new(silo.Grains, people, Pick.Uniform(practices));

    public async ValueTask Book(long number)
    {
        var round = number / people;
        var week = Weeks.Id(pick.At(number) * Mondays + (int)(round % Mondays), Mondays);
        var outcome = await Person((int)(number % people), (int)(round / Mondays)).Hold(new AskForPlace(Ids.Command(number), week, TasterKind.Foundation));
        if (outcome.Value?.State != PlaceState.Held) throw new VoidRunException($"A booking with endless places came to {outcome.Refusal?.Code ?? outcome.Value!.State.ToString()}.");
    }

    private IPersonGrain Person(int index, int ofCohort)
    {
        var now = Volatile.Read(ref cohort);
        if (ofCohort == now.Number) return now.People[index];

        // The last few of a cohort may still ask when the next has begun: for them a reference is made each time.
        if (ofCohort < now.Number) return Make(index, ofCohort);
        var next = new Cohort(ofCohort, [.. Enumerable.Range(0, people).Select(one => Make(one, ofCohort))]);
        Volatile.Write(ref cohort, next);
        return next.People[index];
    }

    private IPersonGrain Make(int index, int ofCohort) => grains.GetGrain<IPersonGrain>(Common.GrainKeys.Person(Ids.Person((long)ofCohort * people + index)));

    private sealed record Cohort(int Number, IPersonGrain[] People);
}
