using System.Collections.Immutable;
using Orleans.Concurrency;
using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>
/// A training scheme; key <c>scheme/{code}</c>. Owner of: the programme's limits, who belongs to it and as what, the agreement's versions, and a cohort's match.
/// Tells members what concerns them: what is enrolled here is enrolled there, sooner or later.
/// </summary>
[Alias("ISchemeGrain")]
public interface ISchemeGrain : IAggregateGrain
{
    /// <summary>Makes the scheme or changes it; a new policy reaches all members. Refused: InvalidCommand.</summary>
    [Alias("Define")]
    Task<Outcome<SchemeView>> Define(DefineScheme command);

    /// <summary>Takes a member in, or changes what is known of one. Refused: SchemeUnknown, InvalidCommand, SchemeFull.</summary>
    [Alias("Enrol")]
    Task<Outcome<SchemeMember>> Enrol(EnrolMember command);

    /// <summary>Ends a membership: a mentor gets no more mentees, a mentee's requests close. Pairs go on until they are ended. Refused: SchemeUnknown, MemberUnknown.</summary>
    [Alias("Leave")]
    Task<Outcome<SchemeMember>> Leave(LeaveScheme command);

    /// <summary>A new version of the agreement's text; those who signed an older one keep it. Refused: SchemeUnknown, InvalidCommand.</summary>
    [Alias("PublishAgreement")]
    Task<Outcome<AgreementText>> PublishAgreement(PublishAgreement command);

    /// <param name="version">1 and up; 0 for the newest. Refused: SchemeUnknown, AgreementUnknown.</param>
    [Alias("Agreement"), AlwaysInterleave]
    Task<Outcome<AgreementText>> Agreement(int version);

    /// <summary>The best match of all mentees without a mentor with all mentors with room: changes nothing. Refused: SchemeUnknown.</summary>
    [Alias("PreviewMatch"), AlwaysInterleave]
    Task<Outcome<MatchPreview>> PreviewMatch();

    /// <summary>Makes these pairs, each within all limits; what is refused for one does not stop the others. Refused: SchemeUnknown, InvalidCommand, MatchUnderWay.</summary>
    [Alias("ApplyMatch")]
    Task<Outcome<MatchReport>> ApplyMatch(ApplyMatch command);

    /// <summary>Refused: SchemeUnknown.</summary>
    [Alias("View"), AlwaysInterleave]
    Task<Outcome<SchemeView>> View();
}
