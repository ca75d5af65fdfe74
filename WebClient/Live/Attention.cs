namespace OutreachSilo.Live;

/// <summary>What of a board somebody has to look at.</summary>
internal static class Attention
{
    /// <summary>Everybody in the week: held, offered, confirmed and waiting.</summary>
    public static int People(this BoardRow row) => row.Offer.Held + row.Offer.Offered + row.Offer.Confirmed + row.Offer.Waiting;

    /// <summary>True for a week that takes no more bookings and still has people in it.</summary>
    public static bool NeedsAttention(this BoardRow row) => row.Stopped && row.People() > 0;
}
