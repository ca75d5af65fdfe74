namespace OutreachSilo.Mentoring;

/// <summary>One date on which the hours differ: wall-clock time in the mentor's zone, whole minutes.</summary>
/// <param name="From">The first minute.</param>
/// <param name="To">The minute after the last, later than <paramref name="From"/>; 00:00 means the end of the day, so 00:00 to 00:00 is the whole day.</param>
[GenerateSerializer, Immutable, Alias("hours-exception")]
public sealed record HoursException(
    [property: Id(0)] DateOnly Date,
    [property: Id(1)] HoursExceptionKind Kind,
    [property: Id(2)] TimeOnly From,
    [property: Id(3)] TimeOnly To);
