namespace OutreachSilo.Mentoring;

/// <summary>Time without a break in which a mentor's hours hold, in UTC; the end is not part of it.</summary>
internal readonly record struct OpenRun(DateTimeOffset Start, DateTimeOffset End);
