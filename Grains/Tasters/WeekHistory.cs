using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Tasters;

/// <summary>What happened to a week and its places, in words.</summary>
internal static class WeekHistory
{
    public static Said? Say(Change change) => change switch
    {
        WeekPublished x => $"Week published: {string.Join(", ", x.Offers.Select(offer => $"{Places(offer.Capacity)} for {Of(offer.Kind)}"))}; {x.DeskLimit} {(x.DeskLimit == 1 ? "desk" : "desks")}",
        CapacitySet x => $"{Places(x.Capacity)} for {Of(x.Offer)} from now on",
        BookingStopped x => new Said("Booking stopped", Detail: x.Reason),
        HostChanged => "Practice details updated",
        PlaceHeld x => new Said($"Place for {Of(x.Offer)} held", x.Person, x.Until, Place: x.Place),
        PlaceConfirmed x => new Said("Booking confirmed", Place: x.Place),
        PlaceReleased x => new Said("Place given up before it was confirmed", Place: x.Place),
        PlaceExpired x => new Said("Place released because it was not confirmed in time", Place: x.Place),
        PlaceWithdrawn x => new Said("Booking cancelled", Place: x.Place),
        PlaceRefused x => new Said("Place not available", Detail: x.Detail, Place: x.Place),
        WaitingJoined x => new Said($"Joined the waiting list for {Of(x.Offer)}", x.Person, Place: x.Place),
        PlaceOffered x => new Said("Place offered from the waiting list", Instant: x.Until, Place: x.Place),
        OfferAccepted x => new Said("Offered place accepted", Place: x.Place),
        _ => default(Said?),
    };

    internal static string Of(TasterKind kind) => kind == TasterKind.School ? "school students" : "Foundation doctors";

    private static string Places(int count) => count == 1 ? "1 place" : $"{count} places";
}
