using System.Collections.Immutable;

namespace OutreachSilo.Mentoring;

/// <summary>The points of every pair with some mentors. What mentors have is indexed once, so that a mentee costs little more than one pass over them.</summary>
internal sealed class PairPoints
{
    private readonly MatchMentor[] _mentors;
    private readonly MatchWeights _weights;
    private readonly ILookup<Guid, int> _byId;
    private readonly ILookup<string, int> _byInterest;
    private readonly ILookup<string, int> _byPlacement;

    public PairPoints(MatchMentor[] mentors, MatchWeights weights)
    {
        _mentors = mentors;
        _weights = weights;
        _byId = mentors.Index().ToLookup(mentor => mentor.Item.Id, mentor => mentor.Index);
        _byInterest = Index(mentor => mentor.Interests);
        _byPlacement = Index(mentor => mentor.Placements);
    }

    /// <summary>The points of the mentee with each mentor, <see cref="Assignment.Impossible"/> where the two must not be a pair.</summary>
    public int[] Of(MatchMentee mentee)
    {
        var interests = Shared(_byInterest, mentee.Interests);
        var placements = Shared(_byPlacement, mentee.Placements);
        var points = new int[_mentors.Length];
        for (var mentor = 0; mentor < points.Length; mentor++)
        {
            points[mentor] = string.Equals(_mentors[mentor].Scheme, mentee.Scheme, StringComparison.Ordinal)
                ? _weights.Most - Saved(interests[mentor], _weights.InterestsCounted, _weights.InterestMissing) - Saved(placements[mentor], _weights.PlacementsCounted, _weights.PlacementMissing)
                : Assignment.Impossible;
        }

        foreach (var (rank, choice) in mentee.Choices.Distinct().Index())
        {
            var saved = _weights.NotChosen - (int)Math.Min((long)rank * _weights.ChoiceStep, _weights.NotChosen);
            foreach (var mentor in _byId[choice])
            {
                if (points[mentor] != Assignment.Impossible) points[mentor] -= saved;
            }
        }

        foreach (var mentor in mentee.NotThese.Append(mentee.Id).SelectMany(id => _byId[id])) points[mentor] = Assignment.Impossible;
        return points;
    }

    private static int Saved(int shared, int counted, int missing) => Math.Min(shared, counted) * missing;

    private int[] Shared(ILookup<string, int> mentorsBy, ImmutableArray<string> wanted)
    {
        var shared = new int[_mentors.Length];
        foreach (var mentor in wanted.Distinct(StringComparer.OrdinalIgnoreCase).SelectMany(value => mentorsBy[value])) shared[mentor]++;
        return shared;
    }

    private ILookup<string, int> Index(Func<MatchMentor, ImmutableArray<string>> values) =>
        _mentors.Index()
            .SelectMany(mentor => values(mentor.Item).Distinct(StringComparer.OrdinalIgnoreCase), (mentor, value) => (Value: value, mentor.Index))
            .ToLookup(entry => entry.Value, entry => entry.Index, StringComparer.OrdinalIgnoreCase);
}
