using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;

namespace OutreachSilo.Mutants;

/// <summary>A taster week that does not look at its capacity: its rules are told that it has places and desks for everybody.</summary>
internal sealed class OverbookedWeek : IMutant
{
    public void Infect(object grain)
    {
        if (grain is AggregateGrain<TasterWeekState> week) week.Mutation = WithRoom;
    }

    public static TasterWeekState WithRoom(TasterWeekState week) => week with
    {
        DeskLimit = int.MaxValue,
        Allocation = week.Allocation with { Capacities = [.. week.Allocation.Capacities.Select(_ => int.MaxValue)] },
        Offers = [.. week.Offers.Select(offer => offer with { Terms = offer.Terms with { Capacity = int.MaxValue } })],
    };
}
