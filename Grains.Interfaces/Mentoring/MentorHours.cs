using System.Collections.Immutable;

namespace OutreachSilo.Mentoring;

/// <summary>
/// When a mentor can meet. The hours of a date are its weekly hours without its times away, and with its extra hours. They hold by the
/// clock on the mentor's wall: an hour that a clock change skips is none, and an hour that comes twice counts both times.
/// </summary>
/// <param name="Zone">IANA name, for example <c>Europe/Dublin</c>. Refused otherwise: <c>ZoneUnknown</c>.</param>
/// <param name="Weekly">At most 50, none overlapping another. Refused: <c>HoursTooMany</c>, <c>HoursInvalid</c>, <c>HoursOverlap</c>.</param>
/// <param name="Exceptions">At most 200, none overlapping another of its date and kind. Refused as the weekly hours.</param>
/// <param name="BufferMinutes">Kept free before and after every meeting, 0 to 120.</param>
/// <param name="NoticeHours">Elapsed time between booking a meeting and its start, at least; 0 to 336.</param>
/// <param name="SlotMinutes">
/// Length of a meeting, 5 to 180, not above the programme's longest, and a multiple of 5. Each stretch of a day's hours is divided into slots of this length from its start;
/// what is left over at its end is offered to nobody.
/// </param>
[GenerateSerializer, Immutable, Alias("mentor-hours")]
public sealed record MentorHours(
    [property: Id(0)] string Zone,
    [property: Id(1)] ImmutableArray<WeeklyHours> Weekly,
    [property: Id(2)] ImmutableArray<HoursException> Exceptions,
    [property: Id(3)] int BufferMinutes,
    [property: Id(4)] int NoticeHours,
    [property: Id(5)] int SlotMinutes);
