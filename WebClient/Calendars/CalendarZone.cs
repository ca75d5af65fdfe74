using System.Globalization;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;

namespace OutreachSilo.Calendars;

/// <summary>
/// A zone as VTIMEZONE (RFC 5545, 3.6.5): one observance for each offset that holds while the calendar's entries last. An observance is called
/// DAYLIGHT when clocks go forward into it, also in Dublin, where the law calls it standard time: readers expect it so.
/// </summary>
internal sealed class CalendarZone(DateTimeZone zone)
{
    public static CalendarZone? Find(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is { } found ? new CalendarZone(found) : null;

    public string Id => zone.Id;

    public DateTime Local(DateTimeOffset instant) => instant.ToInstant().InZone(zone).ToDateTimeUnspecified();

    /// <summary>Whether the clock shows the instant's time twice. RFC 5545 means the first by it; not every reader does.</summary>
    public bool IsAmbiguous(DateTimeOffset instant) => zone.MapLocal(instant.ToInstant().InZone(zone).LocalDateTime).Count > 1;

    public void Write(ContentLines lines, DateTimeOffset first, DateTimeOffset last)
    {
        lines.Add("BEGIN", "VTIMEZONE").Add("TZID", zone.Id);
        foreach (var interval in zone.GetZoneIntervals(first.ToInstant(), last.ToInstant() + Duration.Epsilon)) Write(lines, interval);
        lines.Add("END", "VTIMEZONE");
    }

    private void Write(ContentLines lines, ZoneInterval interval)
    {
        var before = interval.HasStart ? zone.GetUtcOffset(interval.Start - Duration.Epsilon) : interval.WallOffset;
        // The onset is written by the clock that it ends.
        var onset = interval.HasStart ? interval.Start.WithOffset(before).LocalDateTime : new LocalDateTime(1970, 1, 1, 0, 0);
        var kind = interval.WallOffset > before ? "DAYLIGHT" : "STANDARD";
        lines.Add("BEGIN", kind)
            .Add("DTSTART", CalendarText.Local(onset.ToDateTimeUnspecified()))
            .Add("TZOFFSETFROM", Offset(before))
            .Add("TZOFFSETTO", Offset(interval.WallOffset))
            .Add("TZNAME", CalendarText.Escape(interval.Name, 50))
            .Add("END", kind);
    }

    private static string Offset(Offset offset)
    {
        var time = TimeSpan.FromSeconds(Math.Abs(offset.Seconds));
        return (offset.Seconds < 0 ? "-" : "+") + time.ToString(time.Seconds == 0 ? "hhmm" : "hhmmss", CultureInfo.InvariantCulture);
    }
}
