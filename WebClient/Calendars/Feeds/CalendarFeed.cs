namespace OutreachSilo.Calendars.Feeds;

/// <summary>That an account has a calendar address. The address itself is kept nowhere.</summary>
public sealed class CalendarFeed
{
    public string AccountId { get; init; } = "";

    /// <summary>Of the address's secret: SHA-256, hexadecimal.</summary>
    public string Hash { get; set; } = "";

    /// <summary>UTC instant at which the address was made.</summary>
    public DateTimeOffset MadeAt { get; set; }
}
