namespace OutreachSilo.Mentoring;

/// <summary>A stretch of every week in which a mentor can meet: wall-clock time in the mentor's zone, whole minutes.</summary>
/// <param name="From">The first minute.</param>
/// <param name="To">The minute after the last, later than <paramref name="From"/>; 00:00 means the end of the day.</param>
[GenerateSerializer, Immutable, Alias("weekly-hours")]
public sealed record WeeklyHours([property: Id(0)] DayOfWeek Day, [property: Id(1)] TimeOnly From, [property: Id(2)] TimeOnly To);
