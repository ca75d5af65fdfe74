using System.Collections.Immutable;

namespace OutreachSilo.Mentoring;

public sealed class CohortMatchTests
{
    private static readonly MatchWeights Weights = new();

    [Fact]
    public void Everyone_gets_the_first_choice_where_all_can()
    {
        var match = Match([Mentor(1), Mentor(2)], [Mentee(11, choices: [2, 1]), Mentee(12, choices: [1, 2])]);
        Assert.Equal([(11, 2), (12, 1)], Pairs(match));
        Assert.All(match.Pairs, pair => Assert.Equal(["First choice"], pair.Reasons));
    }

    [Fact]
    public void A_second_choice_is_given_rather_than_nobody()
    {
        var match = Match([Mentor(1, room: 1), Mentor(2, room: 1)], [Mentee(11, choices: [1, 2]), Mentee(12, choices: [1])]);
        Assert.Equal([(11, 2), (12, 1)], Pairs(match));
        Assert.Equal(["Second choice"], match.Pairs[0].Reasons);
    }

    [Fact]
    public void More_mentees_matched_is_better_than_better_matches()
    {
        var match = Match([Mentor(1, room: 1), Mentor(2, room: 1)], [Mentee(11, choices: [1]), Mentee(12, notThese: [2])]);
        Assert.Equal([(11, 2), (12, 1)], Pairs(match));
    }

    [Fact]
    public void Interests_and_placements_decide_among_mentors_not_asked_for()
    {
        var match = Match(
            [Mentor(1), Mentor(2, interests: ["Teaching", "research"]), Mentor(3, placements: ["Bantry Hospital"])],
            [Mentee(11, interests: ["teaching", "Research", "sport"]), Mentee(12, placements: ["Bantry Hospital"])]);
        Assert.Equal([(11, 2), (12, 3)], Pairs(match));
        Assert.Equal([["Shared interests: Research, teaching"], ["Shared placement: Bantry Hospital"]], match.Pairs.Select(pair => pair.Reasons));
    }

    [Fact]
    public void Points_are_as_the_weights_say()
    {
        var match = Match([Mentor(1, interests: ["teaching"])], [Mentee(11, choices: [9, 1], interests: ["teaching"])]);
        Assert.Equal(Weights.ChoiceStep + 2 * Weights.InterestMissing + Weights.PlacementMissing, match.Points);
        Assert.Equal(Weights.Most, Match([Mentor(1)], [Mentee(11)]).Points);
    }

    [Fact]
    public void A_choice_far_down_the_list_is_never_worse_than_none()
    {
        var choices = Enumerable.Range(100, 50).Append(2).ToArray();
        Assert.Equal([(11, 1)], Pairs(Match([Mentor(1), Mentor(2)], [Mentee(11, choices: choices)])));
        Assert.Equal(Weights.Most, Match([Mentor(2)], [Mentee(11, choices: choices)]).Points);
    }

    public static TheoryData<string, int> Impossible => new()
    {
        { "another scheme", 1 }, { "not trained", 2 }, { "paused", 3 }, { "no room", 4 }, { "not this one", 5 }, { "the same person", 6 },
    };

    [Theory, MemberData(nameof(Impossible))]
    public void Some_pairs_must_not_be(string why, int id)
    {
        var mentor = why switch
        {
            "another scheme" => Mentor(id) with { Scheme = "Kerry" },
            "not trained" => Mentor(id) with { IsTrained = false },
            "paused" => Mentor(id) with { IsPaused = true },
            "no room" => Mentor(id, room: 0),
            _ => Mentor(id),
        };
        var mentee = Mentee(why == "the same person" ? id : 11, choices: [id], notThese: why == "not this one" ? [id] : []);
        var match = Match([mentor], [mentee]);
        Assert.Empty(match.Pairs);
        Assert.Equal(new UnmatchedMentee(mentee.Id, HasPossibleMentor: false), Assert.Single(match.Unmatched));
        Assert.Single(Match([Mentor(id)], [Mentee(11, choices: [id])]).Pairs);
    }

    [Fact]
    public void Who_is_left_out_though_somebody_was_possible_is_told_apart()
    {
        var match = Match([Mentor(1, room: 1)], [Mentee(11), Mentee(12, choices: [1])]);
        Assert.Equal([(12, 1)], Pairs(match));
        Assert.Equal([new UnmatchedMentee(Id(11), HasPossibleMentor: true)], match.Unmatched);
    }

    [Fact]
    public void The_order_in_which_people_come_does_not_matter()
    {
        var (mentors, mentees) = Cohort(new Random(5), mentors: 12, mentees: 40);
        var match = Match(mentors, mentees);
        Assert.NotEmpty(match.Unmatched);
        for (var seed = 1; seed <= 10; seed++)
        {
            var random = new Random(seed);
            random.Shuffle(mentors);
            random.Shuffle(mentees);
            var again = Match(mentors, mentees);
            Assert.Equal(match.Pairs.Select(pair => (pair.Mentee, pair.Mentor, pair.Points)), again.Pairs.Select(pair => (pair.Mentee, pair.Mentor, pair.Points)));
            Assert.Equal(match.Unmatched, again.Unmatched);
        }
    }

    [Fact]
    public void A_whole_cohort_keeps_every_mentors_room_and_fills_it()
    {
        var (mentors, mentees) = Cohort(new Random(7), mentors: 100, mentees: 350);
        var match = Match(mentors, mentees);
        Assert.Equal(mentees.Length, match.Pairs.Length + match.Unmatched.Length);
        Assert.Equal(mentees.Length, match.Pairs.Select(pair => pair.Mentee).Concat(match.Unmatched.Select(unmatched => unmatched.Mentee)).Distinct().Count());
        var taken = match.Pairs.CountBy(pair => pair.Mentor).ToDictionary();
        Assert.All(mentors, mentor => Assert.Equal(mentor.Room, taken.GetValueOrDefault(mentor.Id)));
    }

    [Theory]
    [InlineData(-1, 3, "ChoiceStep")]
    [InlineData(1001, 3, "ChoiceStep")]
    [InlineData(10, 11, "InterestsCounted")]
    public void Weights_out_of_range_are_named(int step, int counted, string key) =>
        Assert.Contains($"Policies:Matching:{key}", (Weights with { ChoiceStep = step, InterestsCounted = counted }).Problem(), StringComparison.Ordinal);

    [Fact]
    public void The_weights_given_are_in_range() => Assert.Null(Weights.Problem());

    internal static (MatchMentor[] Mentors, MatchMentee[] Mentees) Cohort(Random random, int mentors, int mentees)
    {
        string[] interests = [.. Enumerable.Range(1, 20).Select(number => $"interest {number}")];
        string[] hospitals = [.. Enumerable.Range(1, 15).Select(number => $"hospital {number}")];
        return (
            [.. Enumerable.Range(1, mentors).Select(id => Mentor(id, random.Next(4), Some(interests, 4), Some(hospitals, 2)))],
            [.. Enumerable.Range(1, mentees).Select(id => Mentee(100_000 + id, Choices(), [random.Next(1, mentors + 1)], Some(interests, 4), Some(hospitals, 1)))]);

        string[] Some(string[] values, int count) => random.GetItems(values, count);

        // Few mentors are asked for by most, as it is in life.
        int[] Choices() => [.. Enumerable.Range(0, random.Next(6)).Select(_ => 1 + (int)(mentors * Math.Pow(random.NextDouble(), 3)))];
    }

    private static ProposedMatch Match(MatchMentor[] mentors, MatchMentee[] mentees) => CohortMatch.Propose(mentors, mentees, Weights);

    private static (int, int)[] Pairs(ProposedMatch match) => [.. match.Pairs.Select(pair => (Number(pair.Mentee), Number(pair.Mentor)))];

    private static MatchMentor Mentor(int id, int room = 3, string[]? interests = null, string[]? placements = null) =>
        new(Id(id), "Cork", room, IsTrained: true, IsPaused: false, [.. interests ?? []], [.. placements ?? []]);

    private static MatchMentee Mentee(int id, int[]? choices = null, int[]? notThese = null, string[]? interests = null, string[]? placements = null) =>
        new(Id(id), "Cork", [.. (choices ?? []).Select(Id)], [.. (notThese ?? []).Select(Id)], [.. interests ?? []], [.. placements ?? []]);

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static int Number(Guid id) => BitConverter.ToInt32(id.ToByteArray());
}
