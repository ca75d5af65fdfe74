using System.Collections.Frozen;
using NodaTime;
using NodaTime.Extensions;

namespace OutreachSilo.Mentoring;

/// <summary>The time zones a mentor can be in, and their wall clocks.</summary>
internal static class MentorZone
{
    // The provider makes up zones for names such as UTC+05:30; only those of the database are wanted.
    private static readonly FrozenSet<string> Names = DateTimeZoneProviders.Tzdb.Ids.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsKnown(string? zone) => zone is not null && Names.Contains(zone);

    public static DateTimeZone Find(string zone) => DateTimeZoneProviders.Tzdb[zone];

    public static DateOnly DateAt(DateTimeOffset instant, DateTimeZone zone) => instant.ToInstant().InZone(zone).Date.ToDateOnly();

    /// <summary>The slot as the zone's clock shows it.</summary>
    public static MeetingSlot Slot(DateTimeOffset startsAt, int minutes, DateTimeZone zone)
    {
        var start = startsAt.ToInstant().InZone(zone);
        var end = start.PlusMinutes(minutes);
        return new MeetingSlot(start.ToDateTimeOffset(), end.ToDateTimeOffset(), PassOf(start));
    }

    private static ClockPass PassOf(ZonedDateTime time)
    {
        var comings = time.Zone.MapLocal(time.LocalDateTime);
        return comings.Count < 2 ? ClockPass.Only : comings.First() == time ? ClockPass.First : ClockPass.Second;
    }
}
