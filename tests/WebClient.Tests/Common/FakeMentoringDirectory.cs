using System.Collections.Immutable;
using OutreachSilo.Mentoring;

namespace OutreachSilo.Common;

/// <summary>One scheme, cambridge, with the pair of <see cref="SomeMentoring"/>.</summary>
internal sealed class FakeMentoringDirectory : IMentoringDirectory
{
    public Task<ImmutableArray<SchemeLine>> Schemes(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<SchemeLine>>([new SchemeLine(SomeMentoring.Scheme, "Cambridge", "Y61", "GP peer mentoring", 1, 1)]);

    public Task<ImmutableArray<MentorLine>> Mentors(string scheme, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<MentorLine>>([new MentorLine(SomeMentoring.Mo, 2, 1, "", false, new DateOnly(2025, 9, 1), true, MemberProfile.Empty, 0, SomeMentoring.Ledger)]);

    public Task<ImmutableArray<MenteeLine>> Mentees(string scheme, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<MenteeLine>>([new MenteeLine(SomeMentoring.Tia, SomeMentoring.Mo, SomeMentoring.PairId, false, MemberProfile.Empty, [], 0, [])]);

    public Task<ImmutableArray<PairLine>> Pairs(string scheme, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<PairLine>>([Pair]);

    public Task<ImmutableArray<PairLine>> PairsOf(MemberId member, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<PairLine>>(member.Scheme == SomeMentoring.Scheme && member.Person is SomeMentoring.Tia or SomeMentoring.Mo ? [Pair] : []);

    public Task<ImmutableArray<Membership>> Memberships(string person, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<Membership>>(
        person == SomeMentoring.Tia ? [new Membership(SomeMentoring.Scheme, MemberRole.Mentee)] : person == SomeMentoring.Mo ? [new Membership(SomeMentoring.Scheme, MemberRole.Mentor)] : []);

    private static PairLine Pair => new(
        SomeMentoring.PairId, SomeMentoring.Mo, SomeMentoring.Tia, SomeMentoring.Now, null, true, ImmutableDictionary<string, int>.Empty.Add("2025-11", 1), 1, SomeMentoring.Now.AddDays(2));
}
