using System.Collections.Immutable;

namespace OutreachSilo.Mentoring;

/// <param name="Revision">1 and up: of two enrolments the one with the higher holds.</param>
[GenerateSerializer, Immutable, Alias("enrol-mentee")]
public sealed record EnrolMentee(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Actor,
    [property: Id(2)] ProgrammePolicy Policy,
    [property: Id(3)] string Zone,
    [property: Id(4)] MemberProfile Profile,
    [property: Id(5)] bool HasLeft,
    [property: Id(6)] long Revision);

/// <param name="Mentors">Best first; each once, at most 15.</param>
[GenerateSerializer, Immutable, Alias("choose-mentors")]
public sealed record ChooseMentors([property: Id(0)] Guid Id, [property: Id(1)] string Actor, [property: Id(2)] ImmutableArray<MemberId> Mentors);

/// <param name="Mentor">Person id of the mentor who answers.</param>
[GenerateSerializer, Immutable, Alias("answer-request")]
public sealed record AnswerRequest([property: Id(0)] Guid Id, [property: Id(1)] Guid Request, [property: Id(2)] string Mentor, [property: Id(3)] bool Accept);

/// <param name="Id">Command id; becomes the id of the mentorship.</param>
[GenerateSerializer, Immutable, Alias("assign-mentor")]
public sealed record AssignMentor([property: Id(0)] Guid Id, [property: Id(1)] string Actor, [property: Id(2)] MemberId Mentor);

/// <summary>The life of a request. Queued, Sending and Open may still come to a match; the rest are ends.</summary>
[GenerateSerializer, Alias("request-state")]
public enum RequestState
{
    /// <summary>Will be asked when a request before it ends.</summary>
    Queued = 0,

    /// <summary>On its way to the mentor.</summary>
    Sending = 1,
    Open = 2,
    Accepted = 3,
    Declined = 4,
    Expired = 5,

    /// <summary>Taken back by the mentee.</summary>
    Withdrawn = 6,

    /// <summary>Another mentor was first, or the lead matched them.</summary>
    Closed = 7,

    /// <summary>The mentor could not be asked: full, paused or gone.</summary>
    Refused = 8,
}

/// <param name="Rank">1-based.</param>
/// <param name="Until">UTC instant at which an open one moves on.</param>
/// <param name="Code">Of a refused one: the refusal's code.</param>
[GenerateSerializer, Immutable, Alias("mentor-choice")]
public sealed record MentorChoice(
    [property: Id(0)] Guid Request,
    [property: Id(1)] string Mentor,
    [property: Id(2)] int Rank,
    [property: Id(3)] RequestState State,
    [property: Id(4)] DateTimeOffset? Until,
    [property: Id(5)] string Code);

/// <param name="Choices">Those that are not over yet, best first, then what became of the last others (at most 30).</param>
/// <param name="Mentorship">The present one; null without.</param>
/// <param name="Mentor">Person id of the present mentor; empty without.</param>
/// <param name="Past">Mentorships that have ended, the last first (at most 10).</param>
[GenerateSerializer, Immutable, Alias("mentee-view")]
public sealed record MenteeView(
    [property: Id(0)] MemberId Id,
    [property: Id(1)] ProgrammePolicy Policy,
    [property: Id(2)] MemberProfile Profile,
    [property: Id(3)] bool HasLeft,
    [property: Id(4)] ImmutableArray<MentorChoice> Choices,
    [property: Id(5)] Guid? Mentorship,
    [property: Id(6)] string Mentor,
    [property: Id(7)] ImmutableArray<Guid> Past,
    [property: Id(8)] long Version);
