using OutreachSilo.Tasters;

namespace OutreachSilo.Calendars;

/// <summary>A place in a taster week as calendars have it: an entry for each run of days.</summary>
internal static class TasterEntry
{
    /// <param name="page">The week's page.</param>
    public static IEnumerable<CalendarEntry> Of(PlaceView place, DateTimeOffset changedAt, Uri page)
    {
        if (Stage(place.State) is not var (sequence, status)) return [];
        return Runs(place.HalfDays).Select((run, number) => new CalendarEntry(
            CalendarUid.Of(place.Id, page, number), sequence, changedAt, new WholeDays(place.Week.Monday.AddDays(run.First), place.Week.Monday.AddDays(run.Last)), status,
            $"Taster week at {place.HostName}", $"Days: {place.HalfDays}", place.HostName, page));
    }

    /// <summary>Null for what takes nobody's time, or never did.</summary>
    private static (int Sequence, CalendarStatus Status)? Stage(PlaceState state) => state switch
    {
        PlaceState.Held or PlaceState.Offered => (0, CalendarStatus.Tentative),
        PlaceState.Confirmed => (1, CalendarStatus.Confirmed),
        PlaceState.Released or PlaceState.Expired or PlaceState.Withdrawn => (2, CalendarStatus.Cancelled),
        _ => null,
    };

    /// <summary>Days without a gap, 0 = Monday.</summary>
    private static IEnumerable<(int First, int Last)> Runs(HalfDays halfDays)
    {
        for (var day = 0; day < HalfDays.PerWeek / 2; day++)
        {
            if (!halfDays.Overlaps(HalfDays.Day(day))) continue;
            var first = day;
            while (day + 1 < HalfDays.PerWeek / 2 && halfDays.Overlaps(HalfDays.Day(day + 1))) day++;
            yield return (first, day);
        }
    }
}
