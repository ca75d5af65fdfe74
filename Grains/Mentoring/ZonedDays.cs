namespace OutreachSilo.Mentoring;

/// <summary>The date of an instant in a zone.</summary>
internal static class ZonedDays
{
    /// <exception cref="TimeZoneNotFoundException">The zone is none of this machine's; commands are checked for that.</exception>
    public static DateOnly Day(DateTimeOffset at, string zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);

    /// <summary>The instant at which a date begins in a zone; where its midnight is skipped, half-hours after that.</summary>
    public static DateTimeOffset StartOf(DateOnly day, string zone)
    {
        var (start, clock) = (day.ToDateTime(TimeOnly.MinValue), TimeZoneInfo.FindSystemTimeZoneById(zone));
        while (clock.IsInvalidTime(start)) start = start.AddMinutes(30);
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(start, clock), TimeSpan.Zero);
    }

    public static bool IsZone(string zone) => zone.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);

    public static int TrainingYearOf(DateTimeOffset at, string zone, YearStart start) => TrainingYear.Of(Day(at, zone), start);
}
