using OutreachSilo.Common;

namespace OutreachSilo.Mentoring;

/// <param name="MenteesMax">Mentees of one mentor at a time.</param>
/// <param name="YearStart">"FirstOfJuly" or "FirstWednesdayOfAugust".</param>
internal sealed record PolicyJson(
    string Name, string MentorStage, string MenteeStage, int MenteesMax, int OpenRequestsMax, int AnswerDays, int MeetingsPerYearMax, int MinutesMin, int MinutesMost, int MinutesMax,
    int HoursPerYearMax, string YearStart, int RemindHours)
{
    public static PolicyJson Of(ProgrammePolicy it) => new(
        it.Name, it.MentorStage, it.MenteeStage, it.MenteesMax, it.OpenRequestsMax, it.AnswerDays, it.MeetingsPerYearMax, it.MinutesMin, it.MinutesMost, it.MinutesMax,
        it.HoursPerYearMax, it.YearStart.ToString(), it.RemindHours);

    public ProgrammePolicy? Read() => MentoringNames.Parse<YearStart>(YearStart) is { } start
        ? new ProgrammePolicy(
            Name, MentorStage, MenteeStage, MenteesMax, OpenRequestsMax, AnswerDays, MeetingsPerYearMax, MinutesMin, MinutesMost, MinutesMax, HoursPerYearMax, start, RemindHours)
        : null;
}

/// <param name="Interests">At most 10 of up to 40 characters.</param>
/// <param name="Placements">At most 10 of up to 80 characters.</param>
internal sealed record ProfileJson(IReadOnlyList<string> Interests, IReadOnlyList<string> Placements)
{
    public static ProfileJson Of(MemberProfile it) => new(it.Interests, it.Placements);
}

/// <summary>One of the two roles in a scheme: "Mentor" or "Mentee".</summary>
internal sealed record MySchemeJson(string Scheme, string Name, IReadOnlyList<string> Roles, IReadOnlyList<PairLineJson> Mentorships);

internal sealed record MySchemesJson(IReadOnlyList<MySchemeJson> Schemes)
{
    public static MySchemesJson Of(IEnumerable<MySchemeEntry> entries) => new(
        [.. entries.Select(it => new MySchemeJson(it.Scheme, it.Name, [.. it.Roles.Select(role => role.ToString())], [.. it.Pairs.Select(PairLineJson.Of)]))]);
}

/// <param name="Months">Meetings held by month, "2026-11".</param>
internal sealed record PairLineJson(
    Guid Id, string Mentor, string Mentee, DateTimeOffset Since, DateTimeOffset? EndedAt, bool Signed, IReadOnlyDictionary<string, int> Months, int Booked, DateTimeOffset? Next)
{
    public static PairLineJson Of(PairLine it) => new(it.Id, it.Mentor, it.Mentee, it.Since, it.EndedAt, it.IsSigned, it.Months, it.Booked, it.Next);
}

/// <param name="AgreementVersion">The newest; 0 while there is none.</param>
internal sealed record SchemeJson(string Code, string Name, string Region, string Zone, PolicyJson Policy, int AgreementVersion, int Mentors, int Mentees, long Version)
{
    public static SchemeJson Of(SchemeView it) => new(it.Code, it.Name, it.Region, it.Zone, PolicyJson.Of(it.Policy), it.AgreementVersion, it.Mentors, it.Mentees, it.Version);
}

/// <param name="Text">Markdown.</param>
/// <param name="Hash">SHA-256 of the text's UTF-8 bytes, lower-case hexadecimal.</param>
internal sealed record AgreementJson(int Version, string Text, string Hash, DateTimeOffset PublishedAt)
{
    public static AgreementJson Of(AgreementText it) => new(it.Version, it.Text, it.Hash, it.PublishedAt);
}

/// <param name="Room">Mentees who could be taken now; 0 while paused.</param>
internal sealed record MentorLineJson(string Person, string Name, int Room, bool Paused, bool Trained, bool HasHours, ProfileJson Profile);

internal sealed record MentorsJson(IReadOnlyList<MentorLineJson> Mentors)
{
    public static MentorsJson Of(MentorEntries it) => new(
        [.. it.Mentors.Select(one => new MentorLineJson(one.Line.Person, one.Name, one.Line.Room, one.Line.PausedBy.Length > 0, one.Line.TrainedOn is not null, one.Line.HasHours, ProfileJson.Of(one.Line.Profile)))]);
}

/// <summary>How the API writes and reads the words of the domain.</summary>
internal static class MentoringNames
{
    /// <summary>The value that a word names, or null; numbers are no words.</summary>
    public static T? Parse<T>(string? text)
        where T : struct, Enum => text is [>= 'A' and <= 'Z', ..] && Enum.TryParse<T>(text, out var value) && value.ToString() == text ? value : null;

    public static Refusal NoSuch<T>(string what)
        where T : struct, Enum => new(RefusalCodes.InvalidCommand, $"{what} must be one of {string.Join(", ", Enum.GetNames<T>())}.");
}
