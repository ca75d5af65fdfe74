using System.Globalization;
using OutreachSilo.Common;

namespace OutreachSilo.Mentoring;

/// <summary>Instants by the clock of a zone that is named beside them, British English.</summary>
public static class ZonedTime
{
    /// <summary>The clock changes there are: by one hour, by half of one, and by two.</summary>
    private static readonly TimeSpan[] Changes = [TimeSpan.FromHours(1), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)];

    public static DateOnly Day(DateTimeOffset instant, string zone) => DateOnly.FromDateTime(Local(instant, zone));

    /// <summary>"1:30am"; where the clock shows that time twice on this day, "1:30am (first)" or "1:30am (second)".</summary>
    public static string Clock(DateTimeOffset instant, string zone) => ClockTime.Of(TimeOnly.FromDateTime(Local(instant, zone))) + Words(PassOf(instant, zone));

    /// <summary>"Monday 3 August 2026 at 4:30pm".</summary>
    public static string DateAndClock(DateTimeOffset instant, string zone) => $"{Date(Day(instant, zone))} at {Clock(instant, zone)}";

    /// <summary>"Monday 3 August 2026".</summary>
    public static string Date(DateOnly day) => day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The place of an IANA name: "London", "New York".</summary>
    public static string Place(string zone) => zone[(zone.LastIndexOf('/') + 1)..].Replace('_', ' ');

    /// <summary>Which coming of its wall-clock time an instant is. By comparing local times: what a zone calls its winter time does not matter.</summary>
    public static ClockPass PassOf(DateTimeOffset instant, string zone)
    {
        var local = Local(instant, zone);
        return Changes.Any(change => Local(instant + change, zone) == local) ? ClockPass.First
            : Changes.Any(change => Local(instant - change, zone) == local) ? ClockPass.Second
            : ClockPass.Only;
    }

    private static string Words(ClockPass pass) => pass switch { ClockPass.First => " (first)", ClockPass.Second => " (second)", _ => "" };

    private static DateTime Local(DateTimeOffset instant, string zone) => TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime;
}
