namespace OutreachSilo.Calendars;

/// <summary>When an entry is: an instant to an instant, or whole days.</summary>
public abstract record CalendarTime;

/// <summary>A meeting's time.</summary>
/// <param name="Zone">IANA name of the zone it was agreed in, in which calendars keep it. Of an unknown one the time is written in UTC.</param>
public sealed record TimedEntry(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Zone) : CalendarTime;

/// <summary>Dates at a place, without a zone.</summary>
/// <param name="Last">The last day, included.</param>
public sealed record WholeDays(DateOnly First, DateOnly Last) : CalendarTime;
