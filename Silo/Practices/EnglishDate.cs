namespace OutreachSilo.Practices;

/// <summary>The day it is in England, where registers, memberships and weeks have their dates.</summary>
internal static class EnglishDate
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), London).DateTime);
}
