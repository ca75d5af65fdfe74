namespace OutreachSilo.Calendars;

/// <summary>Somebody whom an invitation names.</summary>
/// <param name="Address">A mail address.</param>
public sealed record CalendarParty(string Name, string Address);
