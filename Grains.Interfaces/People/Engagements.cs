using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>
/// Something at an instant takes a person's time: a meeting. It stands in the way of another at the same time, and of a taster on the same half-day (mornings are 08:00 to 13:00 and
/// afternoons 13:00 to 18:00, Europe/London).
/// </summary>
/// <param name="Id">Another one for each time that is asked for; the same id gets the same answer.</param>
/// <param name="Source">Key of the grain that knows of it, for example <c>mentorship/…</c>.</param>
/// <param name="Entry">What stays the same when it moves: its identity in calendars.</param>
/// <param name="StartsAt">UTC instant.</param>
/// <param name="Sequence">Revision of the calendar entry.</param>
/// <param name="Replaces">One of the same entry that does not stand in this one's way, because it ends once this one is in.</param>
[GenerateSerializer, Immutable, Alias("engage")]
public sealed record Engage(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Source,
    [property: Id(2)] Guid Entry,
    [property: Id(3)] DateTimeOffset StartsAt,
    [property: Id(4)] int Minutes,
    [property: Id(5)] int Sequence,
    [property: Id(6)] Guid? Replaces,
    [property: Id(7)] string Actor);

/// <summary>Something on half-days of a week takes a person's time, or without any is only waited for.</summary>
/// <param name="Id">Another one for each time that is asked for; the same id gets the same answer.</param>
/// <param name="Source">Key of the grain that knows of it, for example <c>placement/…</c>.</param>
/// <param name="Entry">What stays the same when its time changes: the id of the place.</param>
/// <param name="HalfDays">None for a waiting entry.</param>
/// <param name="Replaces">One of the same entry that does not stand in this one's way; without half-days of its own it ends now.</param>
[GenerateSerializer, Immutable, Alias("engage-days")]
public sealed record EngageDays(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Source,
    [property: Id(2)] Guid Entry,
    [property: Id(3)] WeekId Week,
    [property: Id(4)] TasterKind Kind,
    [property: Id(5)] HalfDays HalfDays,
    [property: Id(6)] string Host,
    [property: Id(7)] Guid? Replaces,
    [property: Id(8)] string Actor);

/// <summary>Something at an instant in a person's agenda.</summary>
/// <param name="Ended">Given up, or moved elsewhere.</param>
[GenerateSerializer, Immutable, Alias("engagement-view")]
public sealed record EngagementView(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Source,
    [property: Id(2)] Guid Entry,
    [property: Id(3)] DateTimeOffset StartsAt,
    [property: Id(4)] int Minutes,
    [property: Id(5)] int Sequence,
    [property: Id(6)] bool Ended);
