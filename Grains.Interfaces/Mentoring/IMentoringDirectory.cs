using System.Collections.Immutable;

namespace OutreachSilo.Mentoring;

/// <summary>A line of the mentor directory.</summary>
public sealed record MentorLine(
    string Person, int Room, int Mentees, string PausedBy, bool HasLeft, DateOnly? TrainedOn, bool HasHours, MemberProfile Profile, int Inbox, LedgerView Ledger);

/// <param name="Mentor">Empty without one.</param>
/// <param name="Choices">Mentors chosen and not over, best first.</param>
/// <param name="Open">Requests that wait for an answer.</param>
/// <param name="Past">Mentors of pairs that have ended.</param>
public sealed record MenteeLine(string Person, string Mentor, Guid? Mentorship, bool HasLeft, MemberProfile Profile, ImmutableArray<string> Choices, int Open, ImmutableArray<string> Past);

/// <param name="Months">Meetings held by month of the scheme's zone, <c>2026-11</c>.</param>
/// <param name="Next">UTC instant of the next meeting that is booked.</param>
public sealed record PairLine(
    Guid Id, string Mentor, string Mentee, DateTimeOffset Since, DateTimeOffset? EndedAt, bool IsSigned, ImmutableDictionary<string, int> Months, int Booked, DateTimeOffset? Next);

/// <summary>What somebody is in a scheme.</summary>
public sealed record Membership(string Scheme, MemberRole Role);

public sealed record SchemeLine(string Code, string Name, string Region, string Programme, int Mentors, int Mentees);

/// <summary>Lists over the stored summaries. Read-only; may lag the grains by one write. Nothing of what pairs talk about is in them.</summary>
public interface IMentoringDirectory
{
    Task<ImmutableArray<SchemeLine>> Schemes(CancellationToken cancellationToken);

    Task<ImmutableArray<MentorLine>> Mentors(string scheme, CancellationToken cancellationToken);

    Task<ImmutableArray<MenteeLine>> Mentees(string scheme, CancellationToken cancellationToken);

    Task<ImmutableArray<PairLine>> Pairs(string scheme, CancellationToken cancellationToken);

    /// <summary>Pairs of one person in one scheme, in either role, the newest first.</summary>
    Task<ImmutableArray<PairLine>> PairsOf(MemberId member, CancellationToken cancellationToken);

    /// <summary>What one person is, in which schemes; memberships that have ended are left out.</summary>
    Task<ImmutableArray<Membership>> Memberships(string person, CancellationToken cancellationToken);
}
