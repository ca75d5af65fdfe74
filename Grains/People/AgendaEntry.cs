using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>Half-days of a week, or none of it yet.</summary>
internal sealed record AgendaDays(WeekId Week, TasterKind Kind, HalfDays HalfDays, string Host);

/// <summary>Minutes from an instant.</summary>
/// <param name="Sequence">Revision of the calendar entry.</param>
internal sealed record AgendaTime(DateTimeOffset StartsAt, int Minutes, int Sequence);

/// <summary>Something that takes, or may take, a person's time: half-days of a week or minutes from an instant, one of the two.</summary>
/// <param name="Id">Of this time; another one whenever the time changes.</param>
/// <param name="Source">Key of the grain that knows of it.</param>
/// <param name="Entry">What stays the same when its time changes.</param>
/// <param name="Replaces">One that does not stand in its way.</param>
/// <param name="End">How it ended; null while it has not.</param>
internal sealed record AgendaEntry(
    Guid Id, string Source, Guid Entry, Guid? Replaces, AgendaDays? Days, AgendaTime? Time, PlaceState? End = null)
{
    /// <summary>False of what is only waited for.</summary>
    public bool TakesTime => Days is null || !Days.HalfDays.IsEmpty;

    public DateTimeOffset StartsAt => Days is { } days ? Midnight(days.Week.Monday) : Time!.StartsAt;

    public DateTimeOffset EndsAt =>
        Days is { } days ? Midnight(days.Week.Monday.AddDays(HalfDays.PerWeek / 2)) : Time!.StartsAt.AddMinutes(Time.Minutes);

    public static AgendaEntry Of(Engaged x) =>
        new(x.Id, x.Source, x.Entry, x.Replaces, null, new AgendaTime(x.StartsAt, x.Minutes, x.Sequence));

    public static AgendaEntry Of(DaysEngaged x) =>
        new(x.Id, x.Source, x.Entry, x.Replaces, new AgendaDays(x.Week, x.Offer, x.HalfDays, x.Host), null);

    /// <summary>Whether nobody can be at both, unless one takes the other's place.</summary>
    public bool Clashes(AgendaEntry other)
    {
        if (!TakesTime || !other.TakesTime || Replaces == other.Id || other.Replaces == Id) return false;
        if (Days is { } days)
            return other.Days is { } others ? Overlap(days, others) : Lies(other.Time!, days);
        return other.Days is { } week ? Lies(Time!, week) : StartsAt < other.EndsAt && other.StartsAt < EndsAt;
    }

    /// <summary>As a place; how it stands its week knows.</summary>
    public PlaceView Place()
    {
        var days = Days!;
        var state = End ?? (TakesTime ? PlaceState.Asked : PlaceState.Waiting);
        return new(Entry, days.Week, days.Kind, days.HalfDays, state, null, 0, days.Host);
    }

    public EngagementView Meeting() => new(Id, Source, Entry, Time!.StartsAt, Time.Minutes, Time.Sequence, End is not null);

    private static bool Overlap(AgendaDays one, AgendaDays other) =>
        one.Week.Monday == other.Week.Monday && one.HalfDays.Overlaps(other.HalfDays);

    private static bool Lies(AgendaTime time, AgendaDays days) =>
        HalfDayTimes.Of(time.StartsAt, time.Minutes, days.Week).Overlaps(days.HalfDays);

    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
