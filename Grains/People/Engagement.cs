namespace OutreachSilo.People;

/// <summary>Something at an instant that takes a person's time.</summary>
internal sealed record Engagement(Guid Id, string Source, Guid Entry, DateTimeOffset StartsAt, int Minutes, int Sequence, Guid? Replaces, bool Ended)
{
    public DateTimeOffset EndsAt => StartsAt.AddMinutes(Minutes);

    public bool Overlaps(DateTimeOffset startsAt, int minutes) => StartsAt < startsAt.AddMinutes(minutes) && startsAt < EndsAt;

    /// <summary>One of the two takes the other's place.</summary>
    public bool Replaced(Engagement other) => Replaces == other.Id || other.Replaces == Id;

    public EngagementView View() => new(Id, Source, Entry, StartsAt, Minutes, Sequence, Ended);
}
