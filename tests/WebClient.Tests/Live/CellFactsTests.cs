namespace OutreachSilo.Live;

/// <summary>The same cases as <c>js/tests/cell-text.test.ts</c>: server and script say the same.</summary>
public sealed class CellFactsTests
{
    private static readonly DateTimeOffset Noon = BoardRows.Noon;

    public static TheoryData<BoardRow, string> States => new()
    {
        { BoardRows.A(), "free" },
        { BoardRows.A(free: 1), "few" },
        { BoardRows.A(capacity: 1), "free" },
        { BoardRows.A(free: 0), "full" },
        { BoardRows.A(opens: Noon.AddMilliseconds(1)), "soon" },
        { BoardRows.A(opens: Noon), "free" },
        { BoardRows.A(closes: Noon), "closed" },
        { BoardRows.A(stopped: true, closes: Noon.AddMilliseconds(-1)), "stopped" },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void A_cell_has_a_state(BoardRow row, string state) => Assert.Equal(state, CellFacts.Of(row, Noon).State);

    [Fact]
    public void A_cell_reads_as_one_sentence_in_London_time()
    {
        var busy = BoardRows.A(free: 0, held: 1, confirmed: 1, waiting: 3, freesAt: Noon.AddMinutes(4));
        Assert.Equal("0 of 2 free, 1 held until 12:04pm, 1 booked, 3 on the waiting list", CellFacts.Of(busy, Noon).Sentence);
    }

    [Fact]
    public void A_week_not_yet_open_says_when_it_opens() =>
        Assert.Equal("2 places, booking opens 4 Aug at midday", CellFacts.Of(BoardRows.A(opens: Noon.AddDays(1)), Noon).Sentence);

    public static TheoryData<BoardRow, string, string> Heat => new()
    {
        { BoardRows.A(), "0%", "none" },
        { BoardRows.A(capacity: 3, confirmed: 1), "33%", "low" },
        { BoardRows.A(capacity: 3, held: 1, offered: 1), "67%", "high" },
        { BoardRows.A(capacity: 300, confirmed: 1), "1%", "low" },
        { BoardRows.A(capacity: 300, confirmed: 299), "99%", "high" },
        { BoardRows.A(confirmed: 2, closes: Noon), "100%", "all" },
        { BoardRows.A(capacity: 0), "0%", "none" },
        { BoardRows.A(capacity: 1, confirmed: 2), "100%", "all" },
        { BoardRows.A(opens: Noon.AddMilliseconds(1)), "soon", "" },
        { BoardRows.A(stopped: true, confirmed: 2), "stop", "" },
    };

    [Theory]
    [MemberData(nameof(Heat))]
    public void A_cell_of_the_heat_calendar_says_how_much_is_taken(BoardRow row, string share, string level)
    {
        var cell = CellFacts.Of(row, Noon);
        Assert.Equal((share, level), (cell.Share, cell.Level));
    }

    [Fact]
    public void The_script_gets_the_numbers_in_a_fixed_order() =>
        Assert.Equal(
            "K81001/2026-09-07|7|4|1|1|1|1|5|1785755040|1785668400|1785841200|0",
            CellFacts.Of(BoardRows.A(capacity: 4, held: 1, offered: 1, confirmed: 1, waiting: 5, version: 7, freesAt: Noon.AddMinutes(4)), Noon).Data);
}
