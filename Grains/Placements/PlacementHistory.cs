using OutreachSilo.Common;
using OutreachSilo.Tasters;

namespace OutreachSilo.Placements;

/// <summary>What happened to a booking, in words.</summary>
internal static class PlacementHistory
{
    public static Said? Say(Change change) => change switch
    {
        PlacementOpened x => new Said(
            $"Asked {(x.Waits ? "to wait for a place" : "for a place")} at {x.Host}", x.Person, Detail: $"Week of {Said.Day(x.Week.Monday)}"),
        PlacementAsked x => $"Asked to {Name(x.Action)}",
        PlacementAnswered x => new Said(Name(x.State), Instant: x.Until),
        PlacementRefused x => new Said($"Refused to {Name(x.Action)}", Detail: x.Detail),
        PlacementSeen x => new Said(Name(x.State), Instant: x.Until),
        _ => default(Said?),
    };

    private static string Name(PlacementAction action) => action switch
    {
        PlacementAction.Hold => "hold a place",
        PlacementAction.Join => "join a waiting list",
        PlacementAction.Confirm => "confirm a place",
        PlacementAction.Accept => "accept an offered place",
        _ => "give a place back",
    };

    private static string Name(PlaceState state) => state switch
    {
        PlaceState.Asked => "Not known yet",
        PlaceState.Held => "Held",
        PlaceState.Waiting => "On the waiting list",
        PlaceState.Offered => "Offered",
        PlaceState.Confirmed => "Confirmed",
        PlaceState.Released => "Given back",
        PlaceState.Expired => "Its time ran out",
        PlaceState.Withdrawn => "Cancelled",
        _ => "Refused",
    };
}
