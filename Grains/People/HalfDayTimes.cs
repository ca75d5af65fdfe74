using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>
/// Which half-days of a taster week an instant lies on: mornings are 08:00 to 13:00, afternoons 13:00 to 18:00, by the practices' clocks (Europe/London). Earlier and
/// later lies on none.
/// </summary>
internal static class HalfDayTimes
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly TimeSpan Opens = TimeSpan.FromHours(8);
    private static readonly TimeSpan Noon = TimeSpan.FromHours(13);
    private static readonly TimeSpan Closes = TimeSpan.FromHours(18);

    public static HalfDays Of(DateTimeOffset startsAt, int minutes, WeekId week)
    {
        var (from, to) = (Local(startsAt), Local(startsAt.AddMinutes(minutes)));
        var halfDays = HalfDays.None;
        for (var day = 0; day < HalfDays.PerWeek / 2; day++)
        {
            var midnight = week.Monday.AddDays(day).ToDateTime(TimeOnly.MinValue);
            if (from < midnight + Noon && to > midnight + Opens) halfDays = halfDays.With(new HalfDays((ushort)(1 << 2 * day)));
            if (from < midnight + Closes && to > midnight + Noon) halfDays = halfDays.With(new HalfDays((ushort)(2 << 2 * day)));
        }

        return halfDays;
    }

    /// <summary>The date by the practices' clocks.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(Local(at));

    private static DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, London).DateTime;
}
