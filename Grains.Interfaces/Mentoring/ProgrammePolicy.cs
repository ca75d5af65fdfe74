namespace OutreachSilo.Mentoring;

/// <summary>On which day a training year begins.</summary>
[GenerateSerializer, Alias("year-start")]
public enum YearStart
{
    /// <summary>1 July: Ireland.</summary>
    FirstOfJuly = 0,

    /// <summary>The first Wednesday of August: United Kingdom.</summary>
    FirstWednesdayOfAugust = 1,
}

/// <summary>
/// The limits of one programme. Policy: they differ between programmes and are edited, never coded. Source of the first programme's: mentoring guide of the
/// Irish GP training scheme (three mentees, six meetings of 20 to 30 minutes, ten hours a year).
/// </summary>
/// <param name="MenteesMax">Mentees of one mentor at a time.</param>
/// <param name="OpenRequestsMax">Requests of one mentee that wait for answers at a time; the next choice is asked when one of them ends.</param>
/// <param name="AnswerDays">Days after which a request that nobody answered moves on to the next choice.</param>
/// <param name="MeetingsPerYearMax">Meetings of one pair in a training year; a cancelled one gives its count back, one that nobody came to does not.</param>
/// <param name="MinutesMin">Shorter is possible, with a warning.</param>
/// <param name="MinutesMost">Longer is possible, with a warning, up to <paramref name="MinutesMax"/>.</param>
/// <param name="MinutesMax">Longer is refused.</param>
/// <param name="HoursPerYearMax">Of a mentor's ledger in a training year: training, meetings and preparation together.</param>
/// <param name="RemindHours">Hours before a meeting at which both are reminded.</param>
[GenerateSerializer, Immutable, Alias("programme-policy")]
public sealed record ProgrammePolicy(
    [property: Id(0)] string Name,
    [property: Id(1)] string MentorStage,
    [property: Id(2)] string MenteeStage,
    [property: Id(3)] int MenteesMax,
    [property: Id(4)] int OpenRequestsMax,
    [property: Id(5)] int AnswerDays,
    [property: Id(6)] int MeetingsPerYearMax,
    [property: Id(7)] int MinutesMin,
    [property: Id(8)] int MinutesMost,
    [property: Id(9)] int MinutesMax,
    [property: Id(10)] int HoursPerYearMax,
    [property: Id(11)] YearStart YearStart,
    [property: Id(12)] int RemindHours)
{
    /// <summary>Shortest meeting there can be, whatever the programme, in minutes.</summary>
    public const int MinutesLeast = 5;

    /// <summary>Longest meeting there can be, whatever the programme, in minutes.</summary>
    public const int MinutesUtmost = 180;

    /// <summary>GP trainees in their first year, mentored by senior trainees.</summary>
    public static ProgrammePolicy PeerMentoring(YearStart yearStart) =>
        new("GP peer mentoring", "Senior GP trainee", "First-year GP trainee", 3, 5, 7, 6, 20, 30, 60, 10, yearStart, 24);

    /// <summary>Members after training, mentored by established members.</summary>
    public static ProgrammePolicy NewMembers(YearStart yearStart) =>
        new("First years after training", "Established GP", "Newly qualified GP", 4, 5, 14, 12, 30, 60, 90, 50, yearStart, 24);

    /// <summary>Null when every limit is in its range; otherwise a sentence that says what is accepted.</summary>
    public string? Problem() =>
        !IsText(Name) || !IsText(MentorStage) || !IsText(MenteeStage) ? "Enter names of 1 to 80 characters for the programme, who mentors and who is mentored."
        : MenteesMax is < 1 or > 20 ? "The maximum mentees for each mentor must be 1 to 20."
        : OpenRequestsMax is < 1 or > 10 ? "The maximum open requests for each mentee must be 1 to 10."
        : AnswerDays is < 1 or > 60 ? "The days a mentor has to answer must be 1 to 60."
        : MeetingsPerYearMax is < 1 or > 60 ? "The maximum meetings in a training year must be 1 to 60."
        : MinutesMin < MinutesLeast || MinutesMost < MinutesMin || MinutesMax < MinutesMost || MinutesMax > MinutesUtmost ? $"Meeting lengths must be {MinutesLeast} to {MinutesUtmost} minutes, with the shortest first and the longest last."
        : HoursPerYearMax is < 1 or > 500 ? "The maximum hours for each mentor must be 1 to 500."
        : !Enum.IsDefined(YearStart) ? "The training year must start on 1 July or the first Wednesday of August."
        : RemindHours is < 1 or > 168 ? "The reminder must be 1 to 168 hours before the meeting."
        : null;

    private static bool IsText(string? text) => text is { Length: >= 1 and <= 80 } && !string.IsNullOrWhiteSpace(text);
}
