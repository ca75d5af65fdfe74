namespace OutreachSilo.Calendars;

/// <summary>How far an entry is agreed.</summary>
public enum CalendarStatus
{
    Tentative,
    Confirmed,
    Cancelled,
}
