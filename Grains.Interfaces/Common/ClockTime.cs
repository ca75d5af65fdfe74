using System.Globalization;

namespace OutreachSilo.Common;

/// <summary>Times as people in the United Kingdom write them: "4:30pm", "4pm", "midday", "midnight".</summary>
public static class ClockTime
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static string Of(TimeOnly time) => (time.Hour, time.Minute) switch
    {
        (0, 0) => "midnight",
        (12, 0) => "midday",
        (_, 0) => time.ToString("htt", CultureInfo.InvariantCulture).ToLowerInvariant(),
        _ => time.ToString("h:mmtt", CultureInfo.InvariantCulture).ToLowerInvariant(),
    };

    /// <summary>"Monday 8 February 2027 at 4:30pm", Europe/London.</summary>
    public static string DateAndTime(DateTimeOffset instant) => $"{Date(Local(instant))} at {Of(TimeOnly.FromDateTime(Local(instant)))}";

    /// <summary>A deadline, after "by" or "until": the day before when it is midnight in London, else "4:30pm on Monday 8 February 2027".</summary>
    public static string By(DateTimeOffset deadline)
    {
        var local = Local(deadline);
        return local.TimeOfDay == TimeSpan.Zero ? Date(local.AddDays(-1)) : $"{Of(TimeOnly.FromDateTime(local))} on {Date(local)}";
    }

    private static string Date(DateTime day) => day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    private static DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, London).DateTime;
}
