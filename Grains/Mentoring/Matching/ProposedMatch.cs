using System.Collections.Immutable;

namespace OutreachSilo.Mentoring;

/// <summary>A match of a whole cohort, to be looked at and adjusted before it is applied. Both lists in order of the mentees' ids.</summary>
internal sealed record ProposedMatch(ImmutableArray<MatchedPair> Pairs, ImmutableArray<UnmatchedMentee> Unmatched)
{
    public int Points => Pairs.Sum(pair => pair.Points);
}
