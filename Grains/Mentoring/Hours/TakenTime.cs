namespace OutreachSilo.Mentoring;

/// <summary>When a mentor is in a meeting already; the end is not part of it.</summary>
internal readonly record struct TakenTime(DateTimeOffset StartsAt, DateTimeOffset EndsAt);
