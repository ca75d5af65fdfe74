using System.Globalization;
using OutreachSilo.Common;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.Mentoring;

/// <summary>Which hours a mentor may publish.</summary>
internal static class HoursRules
{
    /// <summary>What is wrong with the hours, or null.</summary>
    public static Refusal? Problem(MentorHours hours)
    {
        if (!MentorZone.IsKnown(hours.Zone)) return new(ZoneUnknown, "The time zone must be an IANA name, for example Europe/London.");
        if (hours.Weekly.IsDefault || hours.Exceptions.IsDefault) return new(HoursInvalid, "Weekly hours and exceptions are needed, though either may be empty.");
        if (hours.Weekly.Length > HoursLimits.WeeklyMax) return new(HoursTooMany, $"At most {HoursLimits.WeeklyMax} weekly entries are possible.");
        if (hours.Exceptions.Length > HoursLimits.ExceptionsMax) return new(HoursTooMany, $"At most {HoursLimits.ExceptionsMax} exceptions are possible; remove past ones.");
        if (hours.BufferMinutes is < 0 or > HoursLimits.BufferMinutesMax) return new(HoursInvalid, $"The time between meetings must be 0 to {HoursLimits.BufferMinutesMax} minutes.");
        if (hours.NoticeHours is < 0 or > HoursLimits.NoticeHoursMax) return new(HoursInvalid, $"The notice must be 0 to {HoursLimits.NoticeHoursMax} hours.");
        if (hours.SlotMinutes is < HoursLimits.SlotMinutesMin or > HoursLimits.SlotMinutesMax || hours.SlotMinutes % HoursLimits.SlotMinutesStep != 0)
            return new(HoursInvalid, $"A meeting must last {HoursLimits.SlotMinutesMin} to {HoursLimits.SlotMinutesMax} minutes, in steps of {HoursLimits.SlotMinutesStep}.");
        return hours.Weekly.Select(Problem).FirstOrDefault(problem => problem is not null)
            ?? hours.Exceptions.Select(Problem).FirstOrDefault(problem => problem is not null)
            ?? Overlap(hours.Weekly.GroupBy(entry => entry.Day), entry => DayStretch.Of(entry.From, entry.To), day => $"{day}s")
            ?? Overlap(hours.Exceptions.GroupBy(entry => (entry.Date, entry.Kind)), entry => DayStretch.Of(entry.From, entry.To), key => Text(key.Date));
    }

    private static Refusal? Problem(WeeklyHours entry) =>
        !Enum.IsDefined(entry.Day) ? new(HoursInvalid, "Unknown day of the week.") : Problem(entry.From, entry.To);

    private static Refusal? Problem(HoursException entry) =>
        !Enum.IsDefined(entry.Kind) ? new(HoursInvalid, "An exception is either time away or extra hours.")
        : entry.Date.Year > HoursLimits.YearMax ? new(HoursInvalid, $"Exceptions are possible until {HoursLimits.YearMax}.")
        : Problem(entry.From, entry.To);

    private static Refusal? Problem(TimeOnly from, TimeOnly to)
    {
        if (from.Ticks % TimeSpan.TicksPerMinute != 0 || to.Ticks % TimeSpan.TicksPerMinute != 0) return new(HoursInvalid, "Hours begin and end on a whole minute.");
        if (to != TimeOnly.MinValue && from >= to) return new(HoursInvalid, string.Create(CultureInfo.InvariantCulture, $"Hours must end after they begin: {from:HH:mm} to {to:HH:mm}."));
        return null;
    }

    private static Refusal? Overlap<TKey, TEntry>(IEnumerable<IGrouping<TKey, TEntry>> days, Func<TEntry, DayStretch> stretch, Func<TKey, string> text)
    {
        foreach (var day in days)
        {
            var stretches = day.Select(stretch).OrderBy(one => one.From).ToList();
            if (stretches.Zip(stretches.Skip(1)).Any(pair => pair.First.Overlaps(pair.Second))) return new(HoursOverlap, $"Two entries overlap on {text(day.Key)}.");
        }

        return null;
    }

    private static string Text(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
