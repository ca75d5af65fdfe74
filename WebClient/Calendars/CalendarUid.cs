namespace OutreachSilo.Calendars;

/// <summary>Identities of calendar entries.</summary>
public static class CalendarUid
{
    /// <param name="page">A page of this service, whose host makes the id unique in the world.</param>
    /// <param name="part">Of what takes several entries, which one.</param>
    public static string Of(Guid id, Uri page, int part = 0) => part == 0 ? $"{id:N}@{page.Host}" : $"{id:N}-{part}@{page.Host}";
}
