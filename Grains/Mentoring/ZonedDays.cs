namespace OutreachSilo.Mentoring;

/// <summary>The date of an instant in a zone.</summary>
internal static class ZonedDays
{
    /// <exception cref="TimeZoneNotFoundException">The zone is none of this machine's; commands are checked for that.</exception>
    public static DateOnly Day(DateTimeOffset at, string zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);

    public static bool IsZone(string zone) => zone.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);

    public static int TrainingYearOf(DateTimeOffset at, string zone, YearStart start) => TrainingYear.Of(Day(at, zone), start);
}
