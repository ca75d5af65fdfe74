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
            x.HalfDays.IsEmpty ? $"Asked to wait for a place at {x.Host}" : $"Time set aside for a place at {x.Host}",
            Detail: $"Week of {Said.Day(x.Week.Monday)}", Place: x.Entry),
        Engaged x => new Said($"Time set aside for a meeting of {x.Minutes} minutes", Instant: x.StartsAt),
        Disengaged x => x.End switch
        {
            PlaceState.Refused => "Time given back, because the place was refused",
            PlaceState.Expired => "Time given back, because the place was not taken in time",
            _ => "Time given back",
        },
        EngagementRefused x => new Said("Time for a place or a meeting refused", Detail: x.Detail),
        _ => default(Said?),
    };
}
