namespace OutreachSilo.Mentoring;

/// <summary>Technical limits of a mentor's hours. How long a meeting ought to last is policy of the scheme and not decided here.</summary>
internal static class HoursLimits
{
    public const int WeeklyMax = 50;
    public const int ExceptionsMax = 200;
    public const int BufferMinutesMax = 120;
    public const int NoticeHoursMax = 336;
    public const int SlotMinutesMin = ProgrammePolicy.MinutesLeast;
    public const int SlotMinutesMax = ProgrammePolicy.MinutesUtmost;
    public const int SlotMinutesStep = 5;
    public const int RangeDaysMax = 92;
    public const int SlotsMax = 500;

    /// <summary>The last year with hours, by the clock in the mentor's zone.</summary>
    public const int YearMax = 2199;
}
