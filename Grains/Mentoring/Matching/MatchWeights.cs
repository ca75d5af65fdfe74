namespace OutreachSilo.Mentoring;

/// <summary>
/// What a coordinator thinks a good pair is worth, under the configuration key <c>Policies:Matching</c>. Points are a cost: the cohort's
/// match is the one with most pairs and, of those, fewest points.
/// </summary>
internal sealed record MatchWeights
{
    public const string Section = "Policies:Matching";

    private const int PointsMax = 1000;
    private const int CountedMax = 10;

    /// <summary>Points for each step down a mentee's list; the first choice has none. 0 to 1,000.</summary>
    public int ChoiceStep { get; set; } = 10;

    /// <summary>Points for a mentor whom the mentee has not asked for, and the most a choice can have. 0 to 1,000.</summary>
    public int NotChosen { get; set; } = 100;

    /// <summary>Points for each interest short of <see cref="InterestsCounted"/>. 0 to 1,000.</summary>
    public int InterestMissing { get; set; } = 3;

    /// <summary>More shared interests than this make a pair no better. 0 to 10.</summary>
    public int InterestsCounted { get; set; } = 3;

    /// <summary>Points for each shared placement short of <see cref="PlacementsCounted"/>. 0 to 1,000.</summary>
    public int PlacementMissing { get; set; } = 5;

    /// <summary>More shared placements than this make a pair no better. 0 to 10.</summary>
    public int PlacementsCounted { get; set; } = 1;

    /// <summary>The points of a pair that share nothing and have not asked for each other.</summary>
    public int Most => NotChosen + InterestMissing * InterestsCounted + PlacementMissing * PlacementsCounted;

    /// <summary>What is wrong, naming the key, or null.</summary>
    public string? Problem() =>
        (ChoiceStep is < 0 or > PointsMax ? nameof(ChoiceStep) : NotChosen is < 0 or > PointsMax ? nameof(NotChosen)
            : InterestMissing is < 0 or > PointsMax ? nameof(InterestMissing) : PlacementMissing is < 0 or > PointsMax ? nameof(PlacementMissing) : null) is { } points
            ? $"{Section}:{points} must be 0 to {PointsMax} points."
        : (InterestsCounted is < 0 or > CountedMax ? nameof(InterestsCounted) : PlacementsCounted is < 0 or > CountedMax ? nameof(PlacementsCounted) : null) is { } counted
            ? $"{Section}:{counted} must be 0 to {CountedMax}."
        : null;
}
