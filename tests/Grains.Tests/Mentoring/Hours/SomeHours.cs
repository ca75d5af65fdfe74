using System.Globalization;

namespace OutreachSilo.Mentoring;

/// <summary>Hours and instants of examples, written as short as they are said.</summary>
internal static class SomeHours
{
    public const string London = "Europe/London";
    public const string Dublin = "Europe/Dublin";

    public static MentorHours Hours(string zone = London, int slot = 30, int buffer = 0, int notice = 0, params WeeklyHours[] weekly) => new(zone, [.. weekly], [], buffer, notice, slot);

    public static MentorHours With(this MentorHours hours, params HoursException[] exceptions) => hours with { Exceptions = [.. exceptions] };

    public static WeeklyHours On(DayOfWeek day, string from, string to) => new(day, Time(from), Time(to));

    public static HoursException Away(string date, string from = "00:00", string to = "00:00") => new(Date(date), HoursExceptionKind.Away, Time(from), Time(to));

    public static HoursException Extra(string date, string from, string to) => new(Date(date), HoursExceptionKind.Extra, Time(from), Time(to));

    public static TakenTime Taken(string from, int minutes = 30) => new(Instant(from), Instant(from).AddMinutes(minutes));

    public static DateOnly Date(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static TimeOnly Time(string time) => TimeOnly.Parse(time, CultureInfo.InvariantCulture);

    public static DateTimeOffset Instant(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>"01:00+01 First" and so on: what a page shows of each slot's start.</summary>
    public static string[] Shown(IEnumerable<MeetingSlot> slots) =>
        [.. slots.Select(slot => string.Create(CultureInfo.InvariantCulture, $"{slot.StartsAt:HH:mmzz}{(slot.Pass == ClockPass.Only ? "" : " " + slot.Pass)}"))];
}
