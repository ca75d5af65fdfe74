using System.Globalization;

namespace OutreachSilo.Live;

/// <summary>The spans of time that trends are shown for.</summary>
internal static class BoardTrends
{
    public static readonly IReadOnlyList<int> DaysOffered = [30, 90];

    /// <summary>One of <see cref="DaysOffered"/>; the shortest for anything else.</summary>
    public static int DaysOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && DaysOffered.Contains(days) ? days : DaysOffered[0];

    /// <summary>"14 minutes", "5 hours", "3 days": to whole units, rounded down.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => "less than 1 minute",
        { TotalHours: < 1 } => $"{(int)time.TotalMinutes} {((int)time.TotalMinutes == 1 ? "minute" : "minutes")}",
        { TotalDays: < 2 } => $"{(int)time.TotalHours} {((int)time.TotalHours == 1 ? "hour" : "hours")}",
        _ => $"{(int)time.TotalDays} days",
    };

    /// <summary>The middle one; the shorter of the two in the middle of an even number. Zero for none.</summary>
    public static TimeSpan Median(IEnumerable<TimeSpan> times) => times.Order().ToList() is { Count: > 0 } sorted ? sorted[(sorted.Count - 1) / 2] : TimeSpan.Zero;
}
