namespace OutreachSilo.Practices;

/// <summary>The summary is written by the grain's state and read here: the two must agree.</summary>
public class StoredPracticeTests
{
    private static readonly PracticeFacts Facts = new(
        "K81001", "MILL SURGERY", ["MILL LANE"], "NR18 0AF", "Y61", "QMM", "26A", "01953 600000", new DateOnly(1974, 4, 1), 52.5, 1.1, "postcode");

    [Fact]
    public void Everything_comes_back()
    {
        var state = new PracticeState
        {
            OdsCode = "K81001",
            Facts = Facts,
            Pcn = "U00001",
            PcnName = "RIVER PCN",
            Hosting = Hosting.Hosting,
            Closed = new DateOnly(2026, 10, 31),
            Weeks = [new DateOnly(2026, 11, 16), new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 30)],
        };

        var stored = StoredPractice.Parse(state.ToSummary("practice/K81001", 1).Body);

        Assert.Equal(
            new PracticeLine("K81001", "MILL SURGERY", "NR18 0AF", "Y61", "QMM", "U00001", "RIVER PCN", Hosting.Hosting, new DateOnly(2026, 10, 31), 2),
            stored.ToLine(new DateOnly(2026, 11, 23)));
        Assert.Equal((new GeoPoint(52.5, 1.1), "postcode"), (stored.Position, stored.Quality));
    }

    [Fact]
    public void An_unknown_position_stays_unknown()
    {
        var state = new PracticeState { OdsCode = "K81001", Facts = Facts with { Latitude = double.NaN, Longitude = double.NaN, PositionQuality = "" } };

        var stored = StoredPractice.Parse(state.ToSummary("practice/K81001", 1).Body);

        Assert.Equal((true, true, "", null), (double.IsNaN(stored.Position.Latitude), double.IsNaN(stored.Position.Longitude), stored.Quality, stored.Closed));
    }

    [Fact]
    public void The_text_that_lists_are_searched_by_has_the_name_after_the_code() =>
        Assert.Equal("k81001 mill surgery mill lane nr18 0af nr180af", new PracticeState { OdsCode = "K81001", Facts = Facts }.ToSummary("practice/K81001", 1).Search);
}
