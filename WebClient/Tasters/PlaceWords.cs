using OutreachSilo.Common;

namespace OutreachSilo.Tasters;

/// <summary>The states of a place in the words of the pages.</summary>
public static class PlaceWords
{
    /// <summary>Open: something can still happen to it, or it is to be attended.</summary>
    public static bool IsOpen(this PlaceState state) =>
        state is PlaceState.Asked or PlaceState.Waiting or PlaceState.Offered or PlaceState.Held or PlaceState.Confirmed;

    public static string Name(this PlaceState state) => state switch
    {
        PlaceState.Asked => "Being confirmed",
        PlaceState.Waiting => "On the waiting list",
        PlaceState.Offered => "Offered to you",
        PlaceState.Held => "Held for you",
        PlaceState.Confirmed => "Booked",
        PlaceState.Released => "Given up",
        PlaceState.Expired => "Expired",
        PlaceState.Withdrawn => "Cancelled by you",
        _ => "Not available",
    };

    /// <summary>The same for a host, about somebody else.</summary>
    public static string NameForHost(this PlaceState state) => state switch
    {
        PlaceState.Asked => "being confirmed",
        PlaceState.Waiting => "on the waiting list",
        PlaceState.Offered => "offered a place",
        PlaceState.Held => "place on hold",
        PlaceState.Confirmed => "booked",
        PlaceState.Released => "gave up the place",
        PlaceState.Expired => "expired",
        PlaceState.Withdrawn => "cancelled",
        _ => "refused",
    };

    /// <summary>What a command did to a place, as it stands in the address of the page that says so (<see cref="Done"/>).</summary>
    public static string Deed(string? command, PlaceState before) => (command, before) switch
    {
        ("confirm" or "accept", _) => "booked",
        (_, PlaceState.Confirmed) => "cancelled",
        (_, PlaceState.Waiting) => "left",
        (_, PlaceState.Offered) => "declined",
        _ => "released",
    };

    /// <summary>The deed in one sentence; null for what is no deed.</summary>
    public static string? Done(string? deed, PlaceView place)
    {
        var where = $"{place.HostName}, week of {LondonTime.Date(place.Week.Monday)}";
        return deed switch
        {
            "booked" => $"You booked a place at {where}.",
            "cancelled" => $"You cancelled your place at {where}.",
            "left" => $"You left the waiting list at {where}.",
            "declined" => $"You declined a place at {where}.",
            "released" => $"You gave up your place at {where}.",
            _ => null,
        };
    }

    /// <summary>Colour of the tag that stands beside the words.</summary>
    public static string Tag(this PlaceState state) => state switch
    {
        PlaceState.Held or PlaceState.Offered => "nhsuk-tag--yellow",
        PlaceState.Confirmed => "nhsuk-tag--green",
        PlaceState.Waiting or PlaceState.Asked => "nhsuk-tag--blue",
        _ => "nhsuk-tag--grey",
    };
}
