using System.Collections.Immutable;
using System.Globalization;
using OutreachSilo.Common;
using OutreachSilo.Live;

namespace OutreachSilo.Mentoring;

/// <summary>One change of a mentor's hours as a form sends it: each button of the page changes one thing and leaves the rest.</summary>
internal static class HoursForm
{
    /// <summary>Monday first, as calendars in these islands do.</summary>
    public static readonly ImmutableArray<DayOfWeek> Days =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>Minutes between one possible length of a meeting and the next.</summary>
    public const int Step = 5;

    /// <summary>What a mentor starts with: nothing offered yet, a day's notice, ten minutes between meetings.</summary>
    public static MentorHours Fresh(string zone, ProgrammePolicy policy) => new(zone, [], [], 10, 24, policy.MinutesMost - policy.MinutesMost % Step);

    public static Outcome<MentorHours> AddWeekly(MentorHours hours, string? day, string? from, string? to) =>
        MentoringNames.Parse<DayOfWeek>(day) is { } known && TryTime(from, out var start) && TryTime(to, out var end)
            ? hours with { Weekly = [.. hours.Weekly.Append(new WeeklyHours(known, start, end)).OrderBy(one => Days.IndexOf(one.Day)).ThenBy(one => one.From)] }
            : Invalid("Select a day, a start time and an end time.");

    public static Outcome<MentorHours> AddException(MentorHours hours, string? date, string? kind, string? from, string? to) =>
        TableFilter.DateOf(date) is { } day && MentoringNames.Parse<HoursExceptionKind>(kind) is { } known && TryTime(from, out var start) && TryTime(to, out var end)
            ? hours with { Exceptions = [.. hours.Exceptions.Append(new HoursException(day, known, start, end)).OrderBy(one => one.Date).ThenBy(one => one.From)] }
            : Invalid("Enter a real date, select away or extra hours, and enter a start time and an end time. For all day, leave both times at 00:00.");

    /// <param name="which">What <see cref="Key(WeeklyHours)"/> or <see cref="Key(HoursException)"/> calls it.</param>
    public static Outcome<MentorHours> Remove(MentorHours hours, string? which)
    {
        var left = hours with { Weekly = hours.Weekly.RemoveAll(one => Key(one) == which), Exceptions = hours.Exceptions.RemoveAll(one => Key(one) == which) };
        return left.Weekly.Length + left.Exceptions.Length < hours.Weekly.Length + hours.Exceptions.Length ? left : Invalid("These times have already been removed.");
    }

    public static Outcome<MentorHours> Settings(MentorHours hours, string? zone, string? length, string? buffer, string? notice) =>
        Number(length) is { } slot && Number(buffer) is { } between && Number(notice) is { } ahead && !string.IsNullOrWhiteSpace(zone)
            ? hours with { Zone = zone.Trim(), SlotMinutes = slot, BufferMinutes = between, NoticeHours = ahead }
            : Invalid("Enter a time zone, like Europe/London, and whole numbers for minutes and hours.");

    public static string Key(WeeklyHours one) => string.Create(CultureInfo.InvariantCulture, $"{one.Day}/{one.From:HH:mm}");

    public static string Key(HoursException one) => string.Create(CultureInfo.InvariantCulture, $"{one.Date:yyyy-MM-dd}/{one.Kind}/{one.From:HH:mm}");

    /// <summary>"6pm to 8:30pm", "all day".</summary>
    public static string Words(TimeOnly from, TimeOnly to) =>
        from == TimeOnly.MinValue && to == TimeOnly.MinValue ? "all day" : $"{ClockTime.Of(from)} to {ClockTime.Of(to)}";

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool TryTime(string? text, out TimeOnly time) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static Refusal Invalid(string detail) => new(RefusalCodes.HoursInvalid, detail);
}
