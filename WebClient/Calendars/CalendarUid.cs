namespace OutreachSilo.Calendars;

/// <summary>Identities of calendar entries.</summary>
public static class CalendarUid
{
    /// <param name="page">A page of this service, whose host makes the id unique in the world.</param>
    public static string Of(Guid id, Uri page) => $"{id:N}@{page.Host}";
}
