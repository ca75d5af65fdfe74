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
        if (!MentorZone.IsKnown(hours.Zone)) return new(ZoneUnknown, "Choose a time zone, for example Europe/London.");
        if (hours.Weekly.IsDefault || hours.Exceptions.IsDefault) return new(HoursInvalid, "Send weekly times and exceptions. Either can be an empty list.");
        if (hours.Weekly.Length > HoursLimits.WeeklyMax) return new(HoursTooMany, $"You can have up to {HoursLimits.WeeklyMax} weekly times. Remove some before you add more.");
        if (hours.Exceptions.Length > HoursLimits.ExceptionsMax) return new(HoursTooMany, $"You can have up to {HoursLimits.ExceptionsMax} dates. Remove past dates before you add more.");
        if (hours.BufferMinutes is < 0 or > HoursLimits.BufferMinutesMax) return new(HoursInvalid, $"The time between meetings must be 0 to {HoursLimits.BufferMinutesMax} minutes.");
        if (hours.NoticeHours is < 0 or > HoursLimits.NoticeHoursMax) return new(HoursInvalid, $"The minimum notice must be 0 to {HoursLimits.NoticeHoursMax} hours.");
        if (hours.SlotMinutes is < HoursLimits.SlotMinutesMin or > HoursLimits.SlotMinutesMax || hours.SlotMinutes % HoursLimits.SlotMinutesStep != 0)
            return new(HoursInvalid, $"The meeting length must be {HoursLimits.SlotMinutesMin} to {HoursLimits.SlotMinutesMax} minutes and a multiple of {HoursLimits.SlotMinutesStep}.");
        return hours.Weekly.Select(Problem).FirstOrDefault(problem => problem is not null)
            ?? hours.Exceptions.Select(Problem).FirstOrDefault(problem => problem is not null)
            ?? Overlap(hours.Weekly.GroupBy(entry => entry.Day), entry => DayStretch.Of(entry.From, entry.To), day => $"{day}s")
            ?? Overlap(hours.Exceptions.GroupBy(entry => (entry.Date, entry.Kind)), entry => DayStretch.Of(entry.From, entry.To), key => Text(key.Date));
    }

    private static Refusal? Problem(WeeklyHours entry) =>
        !Enum.IsDefined(entry.Day) ? new(HoursInvalid, "Select a day of the week.") : Problem(entry.From, entry.To);

    private static Refusal? Problem(HoursException entry) =>
        !Enum.IsDefined(entry.Kind) ? new(HoursInvalid, "Select away or extra times.")
        : entry.Date.Year > HoursLimits.YearMax ? new(HoursInvalid, $"The date must be in {HoursLimits.YearMax} or earlier.")
        : Problem(entry.From, entry.To);

    private static Refusal? Problem(TimeOnly from, TimeOnly to)
    {
        if (from.Ticks % TimeSpan.TicksPerMinute != 0 || to.Ticks % TimeSpan.TicksPerMinute != 0) return new(HoursInvalid, "Times must be in whole minutes.");
        if (to != TimeOnly.MinValue && from >= to) return new(HoursInvalid, $"The end time must be after the start time: {ClockTime.Of(from)} to {ClockTime.Of(to)}.");
        return null;
    }

    private static Refusal? Overlap<TKey, TEntry>(IEnumerable<IGrouping<TKey, TEntry>> days, Func<TEntry, DayStretch> stretch, Func<TKey, string> text)
    {
        foreach (var day in days)
        {
            var stretches = day.Select(stretch).OrderBy(one => one.From).ToList();
            if (stretches.Zip(stretches.Skip(1)).Any(pair => pair.First.Overlaps(pair.Second))) return new(HoursOverlap, $"Two times overlap on {text(day.Key)}. Change or remove one of them.");
        }

        return null;
    }

    private static string Text(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
