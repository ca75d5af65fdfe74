using OutreachSilo.Benchmarks.Scenarios;
using OutreachSilo.Tasters;

namespace OutreachSilo.Benchmarks.Core;

/// <summary>Bookings at the leaf: the week's decision, one durable step, a new person each time.</summary>
internal sealed class LeafBookings
{
    private readonly ITasterWeekGrain[] weeks;
    private readonly Pick pick;

    private LeafBookings(ITasterWeekGrain[] weeks, Pick pick) => (this.weeks, this.pick) = (weeks, pick);

    /// <summary>Publishes the weeks, all with endless places.</summary>
    public static async Task<LeafBookings> Prepare(CoreSilo silo, int count, Pick pick)
    {
        var ids = Enumerable.Range(0, count).Select(number => Weeks.Id(number)).ToArray();
        foreach (var some in ids.Chunk(2_000)) await Weeks.Publish(silo.Journal, some, capacity: 1_000_000_000);
        return new LeafBookings([.. ids.Select(id => silo.Grains.GetGrain<ITasterWeekGrain>(id.ToString()))], pick);
    }

    public ValueTask Book(long number) => Hold(weeks[pick.At(number)], number);

    public static async ValueTask Hold(ITasterWeekGrain week, long number)
    {
        var outcome = await week.Hold(new HoldPlace(Ids.Command(number), Ids.Person(number), TasterKind.Foundation, HalfDays.WholeWeek));
        if (!outcome.Succeeded) throw new VoidRunException($"A booking with endless places was refused: {outcome.Refusal!.Code}.");
    }
}
