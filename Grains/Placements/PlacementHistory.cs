using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;

namespace OutreachSilo.Placements;

/// <summary>What happened to a booking, in words.</summary>
internal static class PlacementHistory
{
    public static Said? Say(Change change) => change switch
    {
        PlacementOpened x => new Said(
            $"Asked {(x.Waits ? "to join the waiting list" : "for a place")} at {x.Host}", x.Person, Detail: $"Week of {Said.Day(x.Week.Monday)}"),
        PlacementAsked x => $"Asked to {Name(x.Action)}",
        PlacementAnswered x => new Said(Name(x.State), Instant: x.Until),
        PlacementRefused x => new Said($"Could not {Name(x.Action)}", Detail: x.Detail),
        PlacementSeen x => new Said(Name(x.State), Instant: x.Until),
        CallDeferred => CallDeferred.Words,
        _ => default(Said?),
    };

    private static string Name(PlacementAction action) => action switch
    {
        PlacementAction.Hold => "hold a place",
        PlacementAction.Join => "join the waiting list",
        PlacementAction.Confirm => "confirm a booking",
        PlacementAction.Accept => "accept an offered place",
        _ => "give up a place",
    };

    private static string Name(PlaceState state) => state switch
    {
        PlaceState.Asked => "Not known yet",
        PlaceState.Held => "Held",
        PlaceState.Waiting => "On the waiting list",
        PlaceState.Offered => "Offered",
        PlaceState.Confirmed => "Confirmed",
        PlaceState.Released => "Given up",
        PlaceState.Expired => "Expired",
        PlaceState.Withdrawn => "Cancelled",
        _ => "Refused",
    };
}
