using System.Collections.Immutable;

namespace OutreachSilo.Mentoring;

/// <summary>
/// Proposes a mentor for every mentee of a cohort: as many pairs as possible and, of those, the fewest points. The same people give the same
/// match in whatever order they come, for ties go by id. No pair of two schemes, with a mentor who is untrained, paused or has no room, with one
/// the mentee must not be given, or of a person with themselves.
/// </summary>
internal static class CohortMatch
{
    /// <summary>For up to some 3,500 mentees and 1,000 mentors at once; see <see cref="Assignment"/> for what larger ones cost.</summary>
    public static ProposedMatch Propose(IEnumerable<MatchMentor> mentors, IEnumerable<MatchMentee> mentees, MatchWeights weights)
    {
        MatchMentor[] columns = [.. mentors.Where(mentor => mentor is { IsTrained: true, IsPaused: false, Room: > 0 }).OrderBy(mentor => mentor.Id)];
        MatchMentee[] rows = [.. mentees.OrderBy(mentee => mentee.Id)];
        var points = new PairPoints(columns, weights);
        int[][] costs = [.. rows.Select(points.Of)];
        var assigned = Assignment.Solve(costs, [.. columns.Select(mentor => mentor.Room)], weights.Most);
        var pairs = ImmutableArray.CreateBuilder<MatchedPair>(rows.Length);
        var unmatched = ImmutableArray.CreateBuilder<UnmatchedMentee>();
        foreach (var (row, column) in assigned.Index())
        {
            if (column == Assignment.None) unmatched.Add(new(rows[row].Id, costs[row].Any(cost => cost != Assignment.Impossible)));
            else pairs.Add(new(rows[row].Id, columns[column].Id, costs[row][column], MatchReasons.Of(rows[row], columns[column])));
        }

        return new ProposedMatch(pairs.DrainToImmutable(), unmatched.DrainToImmutable());
    }
}
