using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>What happened in one person's agenda, in words.</summary>
internal static class PersonHistory
{
    public static Said? Say(Change change) => change switch
    {
        DaysEngaged x => new Said(
            x.HalfDays.IsEmpty ? $"On the waiting list at {x.Host}" : $"Place at {x.Host} added",
            Detail: $"Week of {Said.Day(x.Week.Monday)}", Place: x.Entry),
        Engaged x => new Said($"Meeting of {x.Minutes} minutes added", Instant: x.StartsAt),
        Disengaged x => x.End switch
        {
            PlaceState.Refused => "Removed because there was no place",
            PlaceState.Expired => "Removed because the place was not confirmed in time",
            _ => "Removed",
        },
        EngagementRefused x => new Said("Place or meeting not possible", Detail: x.Detail),
        _ => default(Said?),
    };
}
