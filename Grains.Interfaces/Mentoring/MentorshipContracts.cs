using System.Collections.Immutable;

namespace OutreachSilo.Mentoring;

/// <summary>The pair goes by the limits under which it was made: a policy changed later holds for later pairs.</summary>
[GenerateSerializer, Immutable, Alias("open-mentorship")]
public sealed record OpenMentorship(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Actor,
    [property: Id(2)] MemberId Mentor,
    [property: Id(3)] MemberId Mentee,
    [property: Id(4)] ProgrammePolicy Policy,
    [property: Id(5)] string Zone);

/// <param name="Person">Who signs: one of the pair.</param>
/// <param name="Version">The agreement that was read.</param>
[GenerateSerializer, Immutable, Alias("sign-agreement")]
public sealed record SignAgreement([property: Id(0)] Guid Id, [property: Id(1)] string Person, [property: Id(2)] int Version);

/// <param name="Id">Command id; becomes the id of the meeting and its identity in calendars.</param>
/// <param name="StartsAt">UTC instant.</param>
/// <param name="Room">Name of the video room: unguessable, 20 to 64 lower-case letters and digits, drawn anew for every meeting.</param>
[GenerateSerializer, Immutable, Alias("book-meeting")]
public sealed record BookMeeting(
    [property: Id(0)] Guid Id, [property: Id(1)] string Person, [property: Id(2)] DateTimeOffset StartsAt, [property: Id(3)] int Minutes, [property: Id(4)] string Room);

[GenerateSerializer, Immutable, Alias("move-meeting")]
public sealed record MoveMeeting(
    [property: Id(0)] Guid Id, [property: Id(1)] string Person, [property: Id(2)] Guid Meeting, [property: Id(3)] DateTimeOffset StartsAt, [property: Id(4)] int Minutes);

[GenerateSerializer, Immutable, Alias("cancel-meeting")]
public sealed record CancelMeeting([property: Id(0)] Guid Id, [property: Id(1)] string Person, [property: Id(2)] Guid Meeting);

/// <param name="Minutes">1 to the programme's most; 0 when somebody did not come.</param>
[GenerateSerializer, Immutable, Alias("record-meeting")]
public sealed record RecordMeeting([property: Id(0)] Guid Id, [property: Id(1)] string Person, [property: Id(2)] Guid Meeting, [property: Id(3)] int Minutes);

/// <summary>What the pair goes through together. Source: the guidance for mentors of the Irish GP training scheme.</summary>
[GenerateSerializer, Alias("guidance-topic")]
public enum GuidanceTopic
{
    ClinicalPlacements = 0,
    DayRelease = 1,
    TraineeHandbook = 2,
    EpaAndFeedback = 3,
    CpcProcesses = 4,
    EPortfolio = 5,
}

[GenerateSerializer, Immutable, Alias("tick-guidance")]
public sealed record TickGuidance([property: Id(0)] Guid Id, [property: Id(1)] string Person, [property: Id(2)] GuidanceTopic Topic, [property: Id(3)] bool Done);

[GenerateSerializer, Alias("ending")]
public enum Ending
{
    YearOver = 0,
    ByMentor = 1,
    ByMentee = 2,
    ByLead = 3,

    /// <summary>After a report to the programme lead.</summary>
    Problem = 4,
}

/// <param name="Person">One of the pair; empty for the lead.</param>
[GenerateSerializer, Immutable, Alias("end-mentorship")]
public sealed record EndMentorship([property: Id(0)] Guid Id, [property: Id(1)] string Actor, [property: Id(2)] string Person, [property: Id(3)] Ending Because);

[GenerateSerializer, Alias("meeting-state")]
public enum MeetingState
{
    /// <summary>Its time is being asked for; the answer is not known yet.</summary>
    Asked = 0,
    Booked = 1,
    Held = 2,
    NoShow = 3,
    Cancelled = 4,
    Refused = 5,
}

/// <param name="StartsAt">UTC instant.</param>
/// <param name="Minutes">Planned; of a held meeting, how long it was.</param>
/// <param name="Sequence">How often it was moved or cancelled: the revision of its calendar entry.</param>
/// <param name="Warning">Empty, or why its length is unusual.</param>
[GenerateSerializer, Immutable, Alias("meeting-view")]
public sealed record MeetingView(
    [property: Id(0)] Guid Id,
    [property: Id(1)] DateTimeOffset StartsAt,
    [property: Id(2)] int Minutes,
    [property: Id(3)] MeetingState State,
    [property: Id(4)] int Sequence,
    [property: Id(5)] string Warning)
{
    public DateTimeOffset EndsAt => StartsAt.AddMinutes(Minutes);
}

/// <param name="OpensAt">UTC instant.</param>
/// <param name="ClosesAt">UTC instant.</param>
[GenerateSerializer, Immutable, Alias("meeting-room")]
public sealed record MeetingRoom([property: Id(0)] string Name, [property: Id(1)] DateTimeOffset OpensAt, [property: Id(2)] DateTimeOffset ClosesAt);

/// <summary>That somebody signed: who, when, what.</summary>
/// <param name="At">UTC instant.</param>
/// <param name="Hash">Of the text, see <see cref="AgreementText.Hash"/>.</param>
[GenerateSerializer, Immutable, Alias("signature")]
public sealed record Signature([property: Id(0)] string Person, [property: Id(1)] int Version, [property: Id(2)] string Hash, [property: Id(3)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("guidance-item")]
public sealed record GuidanceItem([property: Id(0)] GuidanceTopic Topic, [property: Id(1)] DateTimeOffset DoneAt);

/// <param name="MeetingsUsed">Of this training year, booked, held and missed ones together.</param>
/// <param name="Meetings">Oldest first.</param>
/// <param name="Signatures">At most one of each, of the version last signed.</param>
/// <param name="EndsOn">First day, in the zone, after the training year for which they are a pair: it ends by itself then.</param>
[GenerateSerializer, Immutable, Alias("mentorship-view")]
public sealed record MentorshipView(
    [property: Id(0)] Guid Id,
    [property: Id(1)] MemberId Mentor,
    [property: Id(2)] MemberId Mentee,
    [property: Id(3)] ProgrammePolicy Policy,
    [property: Id(4)] string Zone,
    [property: Id(5)] DateTimeOffset Since,
    [property: Id(6)] DateTimeOffset? EndedAt,
    [property: Id(7)] Ending? Because,
    [property: Id(8)] ImmutableArray<Signature> Signatures,
    [property: Id(9)] bool IsSigned,
    [property: Id(10)] int MeetingsUsed,
    [property: Id(11)] ImmutableArray<MeetingView> Meetings,
    [property: Id(12)] ImmutableArray<GuidanceItem> Guidance,
    [property: Id(13)] long Version,
    [property: Id(14)] DateOnly EndsOn);
