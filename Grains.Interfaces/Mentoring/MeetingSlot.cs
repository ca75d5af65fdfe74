namespace OutreachSilo.Mentoring;

/// <summary>A time at which a mentor can meet: two instants, each with the offset of the mentor's zone at that instant, so that its clock time is the mentor's.</summary>
/// <param name="EndsAt">Elapsed time after the start. Its offset differs from the start's where the clocks change in between.</param>
/// <param name="Pass">Which of two the start is, to be said wherever its clock time is shown and is not <see cref="ClockPass.Only"/>.</param>
[GenerateSerializer, Immutable, Alias("meeting-slot")]
public sealed record MeetingSlot([property: Id(0)] DateTimeOffset StartsAt, [property: Id(1)] DateTimeOffset EndsAt, [property: Id(2)] ClockPass Pass);
