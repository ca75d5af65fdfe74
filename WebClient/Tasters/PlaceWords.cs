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
        PlaceState.Expired => "Ran out",
        PlaceState.Withdrawn => "Cancelled by you",
        _ => "Not possible",
    };

    /// <summary>The same for a host, about somebody else.</summary>
    public static string NameForHost(this PlaceState state) => state switch
    {
        PlaceState.Asked => "being confirmed",
        PlaceState.Waiting => "waiting",
        PlaceState.Offered => "offered a place",
        PlaceState.Held => "holds a place",
        PlaceState.Confirmed => "booked",
        PlaceState.Released => "gave it up",
        PlaceState.Expired => "ran out",
        PlaceState.Withdrawn => "cancelled",
        _ => "refused",
    };

    /// <summary>Colour of the tag that stands beside the words.</summary>
    public static string Tag(this PlaceState state) => state switch
    {
        PlaceState.Held or PlaceState.Offered => "nhsuk-tag--yellow",
        PlaceState.Confirmed => "nhsuk-tag--green",
        PlaceState.Waiting or PlaceState.Asked => "nhsuk-tag--blue",
        _ => "nhsuk-tag--grey",
    };
}
