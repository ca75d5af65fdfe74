using System.Collections.Immutable;

namespace OutreachSilo.Mentoring;

/// <param name="Zone">IANA zone of the scheme, in which its training years begin.</param>
/// <param name="Region">Code of the region it lies in, or empty.</param>
[GenerateSerializer, Immutable, Alias("define-scheme")]
public sealed record DefineScheme(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Actor,
    [property: Id(2)] string Name,
    [property: Id(3)] string Region,
    [property: Id(4)] string Zone,
    [property: Id(5)] ProgrammePolicy Policy);

[GenerateSerializer, Alias("member-role")]
public enum MemberRole
{
    Mentor = 0,
    Mentee = 1,
}

/// <summary>What is known of a member without saying who it is: for matching and the directory.</summary>
/// <param name="Interests">At most 10 of up to 40 characters.</param>
/// <param name="Placements">Where they work or worked, at most 10 of up to 80 characters.</param>
[GenerateSerializer, Immutable, Alias("member-profile")]
public sealed record MemberProfile([property: Id(0)] ImmutableArray<string> Interests, [property: Id(1)] ImmutableArray<string> Placements)
{
    public static readonly MemberProfile Empty = new([], []);

    public bool Equals(MemberProfile? other) => other is not null && Interests.SequenceEqual(other.Interests) && Placements.SequenceEqual(other.Placements);

    public override int GetHashCode() => HashCode.Combine(Interests.Length, Placements.Length);
}

[GenerateSerializer, Immutable, Alias("enrol-member")]
public sealed record EnrolMember(
    [property: Id(0)] Guid Id, [property: Id(1)] string Actor, [property: Id(2)] string Person, [property: Id(3)] MemberRole Role, [property: Id(4)] MemberProfile Profile);

[GenerateSerializer, Immutable, Alias("leave-scheme")]
public sealed record LeaveScheme([property: Id(0)] Guid Id, [property: Id(1)] string Actor, [property: Id(2)] string Person, [property: Id(3)] MemberRole Role);

[GenerateSerializer, Immutable, Alias("scheme-member")]
public sealed record SchemeMember([property: Id(0)] string Person, [property: Id(1)] MemberRole Role, [property: Id(2)] MemberProfile Profile, [property: Id(3)] bool HasLeft);

/// <param name="Text">Markdown, 1 to 20,000 characters.</param>
[GenerateSerializer, Immutable, Alias("publish-agreement")]
public sealed record PublishAgreement([property: Id(0)] Guid Id, [property: Id(1)] string Actor, [property: Id(2)] string Text);

/// <param name="Hash">SHA-256 of the text's UTF-8 bytes, lower-case hexadecimal.</param>
/// <param name="PublishedAt">UTC instant.</param>
[GenerateSerializer, Immutable, Alias("agreement-text")]
public sealed record AgreementText([property: Id(0)] int Version, [property: Id(1)] string Text, [property: Id(2)] string Hash, [property: Id(3)] DateTimeOffset PublishedAt);

/// <summary>A scheme without its members.</summary>
/// <param name="AgreementVersion">The newest; 0 while there is none, and then no pair can meet.</param>
/// <param name="Owed">Members who have not heard of the newest change yet.</param>
[GenerateSerializer, Immutable, Alias("scheme-view")]
public sealed record SchemeView(
    [property: Id(0)] string Code,
    [property: Id(1)] string Name,
    [property: Id(2)] string Region,
    [property: Id(3)] string Zone,
    [property: Id(4)] ProgrammePolicy Policy,
    [property: Id(5)] int AgreementVersion,
    [property: Id(6)] int Mentors,
    [property: Id(7)] int Mentees,
    [property: Id(8)] int Owed,
    [property: Id(9)] MatchReport? LastMatch,
    [property: Id(10)] long Version);

/// <summary>A mentee and the mentor proposed.</summary>
/// <param name="Reasons">Why, in words; empty for pairs made by hand.</param>
[GenerateSerializer, Immutable, Alias("proposed-pair")]
public sealed record ProposedPair([property: Id(0)] string Mentee, [property: Id(1)] string Mentor, [property: Id(2)] ImmutableArray<string> Reasons);

/// <param name="Unmatched">Mentees for whom there is no room or no possible mentor.</param>
/// <param name="Room">Mentors with room, and how much, before the match.</param>
[GenerateSerializer, Immutable, Alias("match-preview")]
public sealed record MatchPreview(
    [property: Id(0)] ImmutableArray<ProposedPair> Pairs, [property: Id(1)] ImmutableArray<string> Unmatched, [property: Id(2)] ImmutableArray<MentorRoom> Room);

[GenerateSerializer, Immutable, Alias("mentor-room")]
public sealed record MentorRoom([property: Id(0)] string Mentor, [property: Id(1)] int Free);

[GenerateSerializer, Immutable, Alias("chosen-pair")]
public sealed record ChosenPair([property: Id(0)] string Mentee, [property: Id(1)] string Mentor);

/// <param name="Pairs">1 to 5,000; each mentee once.</param>
[GenerateSerializer, Immutable, Alias("apply-match")]
public sealed record ApplyMatch([property: Id(0)] Guid Id, [property: Id(1)] string Actor, [property: Id(2)] ImmutableArray<ChosenPair> Pairs);

/// <param name="Refused">What could not be made, each with its refusal's code.</param>
/// <param name="Left">Pairs not asked about yet; 0 when the match is over.</param>
[GenerateSerializer, Immutable, Alias("match-report")]
public sealed record MatchReport([property: Id(0)] Guid Id, [property: Id(1)] int Made, [property: Id(2)] ImmutableArray<RefusedPair> Refused, [property: Id(3)] int Left);

[GenerateSerializer, Immutable, Alias("refused-pair")]
public sealed record RefusedPair([property: Id(0)] string Mentee, [property: Id(1)] string Mentor, [property: Id(2)] string Code);
