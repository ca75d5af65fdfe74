using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;

namespace OutreachSilo.Calendars;

/// <summary>
/// A zone as VTIMEZONE (RFC 5545, 3.6.5): one observance for each offset that holds while the calendar's entries last, taken from NodaTime.
/// Ical.Net's own definitions are an hour wrong for Dublin's winter and invent yearly rules for Casablanca. An observance is called
/// DAYLIGHT when clocks go forward into it, also in Dublin, where the law calls it standard time: readers expect it so.
/// </summary>
internal sealed class CalendarZone(DateTimeZone zone)
{
    public static CalendarZone? Find(string zone) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is { } found ? new CalendarZone(found) : null;

    public CalDateTime Local(DateTimeOffset instant) => new(instant.ToInstant().InZone(zone).ToDateTimeUnspecified(), zone.Id);

    /// <summary>Whether the clock shows the instant's time twice. RFC 5545 means the first by it; not every reader does.</summary>
    public bool IsAmbiguous(DateTimeOffset instant) => zone.MapLocal(instant.ToInstant().InZone(zone).LocalDateTime).Count > 1;

    public VTimeZone Between(DateTimeOffset first, DateTimeOffset last)
    {
        var written = new VTimeZone { TzId = zone.Id };
        foreach (var interval in zone.GetZoneIntervals(first.ToInstant(), last.ToInstant() + NodaTime.Duration.Epsilon))
            written.TimeZoneInfos.Add(Observance(interval));
        return written;
    }

    private VTimeZoneInfo Observance(ZoneInterval interval)
    {
        var before = interval.HasStart ? zone.GetUtcOffset(interval.Start - NodaTime.Duration.Epsilon) : interval.WallOffset;
        // The onset is written by the clock that it ends.
        var onset = interval.HasStart ? interval.Start.WithOffset(before).LocalDateTime : new LocalDateTime(1970, 1, 1, 0, 0);
        return new VTimeZoneInfo(interval.WallOffset > before ? Components.Daylight : Components.Standard)
        {
            DtStart = new CalDateTime(onset.ToDateTimeUnspecified()),
            OffsetFrom = new UtcOffset(before.ToTimeSpan()),
            OffsetTo = new UtcOffset(interval.WallOffset.ToTimeSpan()),
            TimeZoneName = CalendarText.Clean(interval.Name, 50),
        };
    }
}
