using OutreachSilo.Practices;

namespace OutreachSilo.Live;

public sealed class BoardTableTests
{
    private static readonly DateOnly Today = new(2026, 8, 5);
    private static readonly TableFilter All = TableFilter.Of(null, null, null, null, null, false, Today);

    [Fact]
    public void Practices_go_down_by_name_and_weeks_across_by_date()
    {
        var table = Table([BoardRows.A("K81002", BoardRows.Monday.AddDays(7), name: "Beacon House"), BoardRows.A("K81001"), BoardRows.A("K81002", name: "Beacon House")], All);
        Assert.Equal(["K81002", "K81001"], table.Lines.Select(line => line.Practice));
        Assert.Equal([BoardRows.Monday, BoardRows.Monday.AddDays(7)], table.Mondays);
        Assert.False(table.Lines[1].Cells.ContainsKey(BoardRows.Monday.AddDays(7)));
    }

    [Fact]
    public void Near_a_place_the_nearest_comes_first_and_the_far_stays_away()
    {
        var near = TableFilter.Of(null, new GeoPoint(52.2, 0.1), 10, null, null, false, Today);
        var table = Table([BoardRows.A("K81001", latitude: 52.25), BoardRows.A("K81002"), BoardRows.A("K81003", latitude: 53.2), BoardRows.A("K81004", latitude: double.NaN)], near);
        Assert.Equal(["K81002", "K81001"], table.Lines.Select(line => line.Practice));
        Assert.Equal(3.45, table.Lines[1].Miles, 0.02);
    }

    [Fact]
    public void Only_free_leaves_practices_where_nothing_can_be_booked_now()
    {
        var onlyFree = All with { OnlyFree = true };
        var table = Table(
            [
                BoardRows.A("K81001", free: 0), BoardRows.A("K81002", stopped: true), BoardRows.A("K81003", closes: BoardRows.Noon), BoardRows.A("K81004", opens: BoardRows.Noon.AddDays(1)),
                BoardRows.A("K81005"), BoardRows.A("K81005", BoardRows.Monday.AddDays(7), free: 0),
            ],
            onlyFree);
        Assert.Equal("K81005", Assert.Single(table.Lines).Practice);
        Assert.Equal(2, table.Lines[0].Cells.Count);
    }

    [Fact]
    public void Totals_count_what_is_shown_and_offered_places_as_held()
    {
        var table = Table([BoardRows.A("K81001", capacity: 4, held: 1, offered: 1, confirmed: 1, waiting: 5), BoardRows.A("K81002", pcn: "U00002")], All with { Pcn = "U00001" });
        Assert.Equal(new BoardTotals(1, 4, 1, 2, 1, 5), table.Totals);
    }

    [Fact]
    public void A_large_board_comes_in_pages()
    {
        var rows = Enumerable.Range(0, BoardTable.PracticesPerPage + 3).Select(i => BoardRows.A($"K{81000 + i}")).ToList();
        Assert.Equal(BoardTable.PracticesPerPage, BoardTable.Of(rows, All, 1, BoardRows.Noon).Lines.Length);
        Assert.Equal(3, BoardTable.Of(rows, All, 2, BoardRows.Noon).Lines.Length);
        Assert.Empty(BoardTable.Of(rows, All, 9, BoardRows.Noon).Lines);
        Assert.Equal(rows.Count, BoardTable.Of(rows, All, 9, BoardRows.Noon).Practices);
    }

    [Fact]
    public void A_page_knows_which_practices_stand_on_others()
    {
        var table = BoardTable.Of([BoardRows.A("K81001"), BoardRows.A("K81002"), BoardRows.A("K81003"), BoardRows.A("K81004", pcn: "U00002")], All with { Pcn = "U00001" }, 2, BoardRows.Noon, perPage: 2);
        Assert.Equal(["K81001", "K81002"], table.Elsewhere);
        Assert.Equal("K81003", Assert.Single(table.Lines).Practice);
    }

    [Theory]
    [InlineData("2026-09-09", "2026-09-30", "2026-09-07", "2026-09-30")]
    [InlineData("2026-09-09", "2026-01-01", "2026-09-07", null)] // reversed: as if no end were given
    [InlineData("2026-09-09", "9999-01-01", "2026-09-07", null)]
    [InlineData("30 February", null, "2026-08-03", null)]
    [InlineData("2026-09-09", "2199-12-31", "2026-09-07", null)] // far: cut to the most weeks a page shows
    public void Dates_of_an_address_are_taken_where_they_make_sense(string from, string? to, string first, string? last)
    {
        var filter = TableFilter.Of(null, null, null, from, to, false, Today);
        Assert.Equal(first, filter.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(last ?? filter.From.AddDays(7 * (TableFilter.WeeksMax - 1)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), filter.To.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static BoardTable Table(IEnumerable<BoardRow> rows, TableFilter filter) => BoardTable.Of(rows, filter, 1, BoardRows.Noon);
}
