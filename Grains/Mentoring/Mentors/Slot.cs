namespace OutreachSilo.Mentoring;

/// <summary>A time of a mentor's calendar that a pair has taken and not ended.</summary>
/// <param name="Replaces">A slot of the same meeting that is given back next; until then it may lie in this one's way.</param>
internal sealed record Slot(Guid Id, Guid Mentorship, DateTimeOffset StartsAt, int Minutes, int Year, Guid? Replaces)
{
    public DateTimeOffset EndsAt => StartsAt.AddMinutes(Minutes);

    public bool Overlaps(Slot other) => StartsAt < other.EndsAt && other.StartsAt < EndsAt;
}
