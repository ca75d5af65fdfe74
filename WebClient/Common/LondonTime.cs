using System.Globalization;

namespace OutreachSilo.Common;

/// <summary>Instants as people in England read them: Europe/London, British English.</summary>
public static class LondonTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>"Monday 3 August 2026".</summary>
    public static string Date(DateOnly date) => date.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"3 Aug".</summary>
    public static string ShortDate(DateOnly date) => date.ToString("d MMM", CultureInfo.InvariantCulture);

    /// <summary>"Monday 3 August 2026".</summary>
    public static string Date(DateTimeOffset instant) => Date(DateOf(instant));

    /// <summary>"Monday 3 August 2026 at 4:30pm".</summary>
    public static string DateAndTime(DateTimeOffset instant) => $"{Date(instant)} at {Time(instant)}";

    /// <summary>"3 Aug, 4:30pm".</summary>
    public static string ShortDateAndTime(DateTimeOffset instant) => $"{ShortDate(DateOf(instant))}, {Time(instant)}";

    /// <summary>"4:30pm", "midday".</summary>
    public static string Time(DateTimeOffset instant) => ClockTime.Of(TimeOnly.FromDateTime(Local(instant).DateTime));

    /// <inheritdoc cref="ClockTime.By"/>
    public static string By(DateTimeOffset deadline) => ClockTime.By(deadline);

    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    public static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    /// <summary>The value of a <c>datetime-local</c> field: "2026-09-01T12:00".</summary>
    public static string FieldValue(DateTimeOffset instant) => Local(instant).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>
    /// The instant that a <c>datetime-local</c> field means. False for text that is no such value and for the hour that is skipped when the
    /// clocks go forward; the hour that comes twice means its first coming.
    /// </summary>
    public static bool TryParseField(string? text, out DateTimeOffset instant)
    {
        instant = default;
        string[] formats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
        if (!DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return false;
        if (local.Year is < 2000 or > 2199 || Zone.IsInvalidTime(local)) return false;
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        instant = new DateTimeOffset(local, offset).ToUniversalTime();
        return true;
    }

    /// <summary>The instant, in UTC, at which a day in London has ended. The clocks change at one in the morning, so midnight is always there.</summary>
    public static DateTimeOffset MidnightAfter(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    private static DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);
}
