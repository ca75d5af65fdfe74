namespace OutreachSilo.Tasters;

public sealed class HoldsUnderWayTests
{
    private static readonly WeekId Week = new("K81001", new DateOnly(2026, 8, 3));
    private static readonly WeekId Other = new("K81002", new DateOnly(2026, 8, 3));

    private readonly HoldsUnderWay holds = new();

    [Fact]
    public void Each_is_ranked_behind_those_of_its_week_and_kind_that_are_under_way()
    {
        using var first = holds.Begin(Week, TasterKind.Foundation);
        using var second = holds.Begin(Week, TasterKind.Foundation);
        using var school = holds.Begin(Week, TasterKind.School);
        using var elsewhere = holds.Begin(Other, TasterKind.Foundation);
        Assert.Equal((1, 2, 1, 1), (first.Rank, second.Rank, school.Rank, elsewhere.Rank));
    }

    [Fact]
    public void What_has_ended_counts_no_more()
    {
        holds.Begin(Week, TasterKind.Foundation).Dispose();
        using (holds.Begin(Week, TasterKind.Foundation)) holds.Begin(Week, TasterKind.Foundation).Dispose();
        using var next = holds.Begin(Week, TasterKind.Foundation);
        Assert.Equal(1, next.Rank);
    }

    [Fact]
    public async Task However_many_begin_and_end_at_once_none_is_left_over()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await Parallel.ForAsync(0, 10_000, cancellationToken, (_, _) =>
        {
            holds.Begin(Week, TasterKind.Foundation).Dispose();
            return ValueTask.CompletedTask;
        });
        using var next = holds.Begin(Week, TasterKind.Foundation);
        Assert.Equal(1, next.Rank);
    }
}
