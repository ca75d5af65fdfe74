namespace OutreachSilo.Live;

/// <summary>The same cases as <c>js/tests/practice-totals.test.ts</c>: server and script say the same.</summary>
public sealed class PracticeTotalsTests
{
    private static readonly DateTimeOffset Noon = BoardRows.Noon;
    private static readonly BoardRow Free = BoardRows.A();
    private static readonly BoardRow Full = BoardRows.A(confirmed: 2);
    private static readonly BoardRow Soon = BoardRows.A(opens: Noon.AddDays(1));
    private static readonly BoardRow Closed = BoardRows.A(closes: Noon);
    private static readonly BoardRow Stopped = BoardRows.A(stopped: true);

    public static TheoryData<string, BoardRow[]> States => new()
    {
        { "free", [Free, Full] },
        { "few", [BoardRows.A(confirmed: 1), Full, Soon] },
        { "full", [Full, Soon, Stopped] },
        { "soon", [Soon, Stopped, Closed] },
        { "stopped", [Stopped, Closed] },
        { "closed", [Closed] },
        { "closed", [] },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void A_practice_has_the_best_state_of_its_weeks(string state, BoardRow[] weeks) => Assert.Equal(state, Of(weeks).State);

    [Fact]
    public void Free_counts_only_what_can_be_booked_now_the_rest_counts_everything()
    {
        var sum = Of(Free, Soon, Closed, BoardRows.A(capacity: 4, held: 1, offered: 1, confirmed: 1, waiting: 5));
        Assert.Equal(new PracticeTotals("free", 3, 10, 2, 1, 5), sum);
        Assert.Equal("3 of 10 places free, 2 held, 1 booked, 5 on the waiting list", sum.Sentence);
    }

    [Fact]
    public void A_practice_that_takes_no_bookings_says_why() =>
        Assert.Equal("Booking stopped: 0 of 1 place free", Of(BoardRows.A(capacity: 1, stopped: true)).Sentence);

    private static PracticeTotals Of(params BoardRow[] rows) => PracticeTotals.Of(rows.Select(row => CellFacts.Of(row, Noon)));
}
