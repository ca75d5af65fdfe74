namespace OutreachSilo.Notices;

/// <summary>Names of the mails about taster weeks; the door has the texts.</summary>
public static class NoticeTemplates
{
    /// <summary>To the person: the booking stands.</summary>
    public const string PlaceConfirmed = "place-confirmed";

    /// <summary>To the person: the waiting list reserves a place until some instant.</summary>
    public const string PlaceOffered = "place-offered";

    /// <summary>To the person: the reserved place was not taken in time.</summary>
    public const string OfferExpired = "offer-expired";

    /// <summary>To the person: booking stopped in a week in which they hold a place or wait.</summary>
    public const string WeekStopped = "week-stopped";

    /// <summary>To the host: somebody has booked.</summary>
    public const string WeekBooked = "week-booked";

    /// <summary>To the host: somebody has cancelled.</summary>
    public const string WeekFreed = "week-freed";

    /// <summary>To coordinators: booking stopped, and people are in the week.</summary>
    public const string WeekNeedsAttention = "week-needs-attention";
}
