using System.Globalization;

namespace OutreachSilo.Calendars;

internal static class SomeEntries
{
    public static readonly DateTimeOffset ChangedAt = Instant("2026-03-01T09:00Z");

    public static CalendarEntry Meeting(string startsAt, string zone = "Europe/London", int minutes = 30) => Meeting(Instant(startsAt), zone, minutes);

    public static CalendarEntry Meeting(DateTimeOffset startsAt, string zone, int minutes = 30) =>
        new($"{startsAt.ToUnixTimeSeconds()}@example.org", 0, ChangedAt, new TimedEntry(startsAt, startsAt.AddMinutes(minutes), zone), CalendarStatus.Confirmed, $"Meeting in {zone}");

    public static CalendarEntry Taster(string first, string last) =>
        new($"{first}@example.org", 1, ChangedAt, new WholeDays(Date(first), Date(last)), CalendarStatus.Tentative, "Taster");

    public static DateTimeOffset Instant(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    public static DateOnly Date(string date) => DateOnly.Parse(date, CultureInfo.InvariantCulture);
}
