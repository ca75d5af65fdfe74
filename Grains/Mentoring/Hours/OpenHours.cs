using NodaTime;
using NodaTime.TimeZones;

namespace OutreachSilo.Mentoring;

/// <summary>From wall-clock hours to instants: an instant is open when the clock in the mentor's zone shows a time of the hours.</summary>
internal static class OpenHours
{
    private const int DaysPerWeek = 7;

    /// <summary>
    /// The open runs of some dates of the mentor's, in order of time. A stretch of the hours is one run, unless the clocks change within it
    /// and leave a part of it apart. Dates after the last year there can be hours have none.
    /// </summary>
    public static IReadOnlyList<OpenRun> Between(MentorHours hours, DateTimeZone zone, DateOnly first, DateOnly last)
    {
        if (last < first) return [];
        var weekly = new List<DayStretch>?[DaysPerWeek];
        var exceptions = hours.Exceptions.IsEmpty ? null : hours.Exceptions.Where(entry => entry.Date >= first && entry.Date <= last).ToLookup(entry => entry.Date);
        var offsets = Offsets(zone, first, last);
        var runs = new List<OpenRun>();
        for (var date = first; date <= last && date.Year <= HoursLimits.YearMax; date = date.AddDays(1))
        {
            var stretches = weekly[(int)date.DayOfWeek] ??= Weekly(hours, date.DayOfWeek);
            if (exceptions?.Contains(date) == true) stretches = Except(stretches, exceptions[date]);
            foreach (var stretch in stretches) AddRuns(runs, date, stretch, offsets);
        }

        // Where the clocks go back over midnight, a date's second coming lies after the start of the next.
        runs.Sort((one, other) => one.Start.CompareTo(other.Start));
        return runs;
    }

    private static List<DayStretch> Weekly(MentorHours hours, DayOfWeek day) =>
        DayStretch.Union(hours.Weekly.Where(entry => entry.Day == day).Select(entry => DayStretch.Of(entry.From, entry.To)));

    private static List<DayStretch> Except(IEnumerable<DayStretch> stretches, IEnumerable<HoursException> exceptions)
    {
        foreach (var away in exceptions.Where(entry => entry.Kind == HoursExceptionKind.Away))
            stretches = DayStretch.Without(stretches, DayStretch.Of(away.From, away.To));
        var extra = exceptions.Where(entry => entry.Kind == HoursExceptionKind.Extra).Select(entry => DayStretch.Of(entry.From, entry.To));
        return DayStretch.Union(stretches.Concat(extra));
    }

    private static void AddRuns(List<OpenRun> runs, DateOnly date, DayStretch stretch, ZoneInterval[] offsets)
    {
        var midnight = LocalDate.FromDateOnly(date).AtMidnight();
        var (from, to) = (midnight.PlusMinutes(stretch.From), midnight.PlusMinutes(stretch.To));
        Instant? runEnd = null;
        foreach (var offset in offsets)
        {
            var start = from.WithOffset(offset.WallOffset).ToInstant();
            var end = to.WithOffset(offset.WallOffset).ToInstant();
            if (offset.HasStart) start = Instant.Max(start, offset.Start);
            if (offset.HasEnd) end = Instant.Min(end, offset.End);
            if (start >= end) continue;
            if (runEnd == start) runs[^1] = runs[^1] with { End = end.ToDateTimeOffset() };
            else runs.Add(new OpenRun(start.ToDateTimeOffset(), end.ToDateTimeOffset()));
            runEnd = end;
        }
    }

    /// <summary>The times of one offset each that the dates may lie in, a day to spare on both sides: no zone is further from UTC.</summary>
    private static ZoneInterval[] Offsets(DateTimeZone zone, DateOnly first, DateOnly last)
    {
        var start = LocalDate.FromDateOnly(first).PlusDays(-1).AtMidnight().InUtc().ToInstant();
        var end = LocalDate.FromDateOnly(last).PlusDays(2).AtMidnight().InUtc().ToInstant();
        return [.. zone.GetZoneIntervals(start, end)];
    }
}
