using System.Collections.Immutable;
using System.Globalization;

namespace OutreachSilo.Live;

public sealed class TrendChartTests
{
    private static readonly DateOnly Today = new(2026, 8, 5);

    [Theory]
    [InlineData(0, 4)]
    [InlineData(4, 4)]
    [InlineData(5, 8)]
    [InlineData(9, 20)]
    [InlineData(720, 800)]
    [InlineData(801, 2_000)]
    [InlineData(1_000_000, 2_000_000)]
    public void The_scale_ends_on_a_round_number_above_the_highest(int highest, int top)
    {
        var chart = TrendChart.Of(Days((0, 0, 0), (highest, 0, 0)));
        Assert.Equal(top.ToString("N0", CultureInfo.InvariantCulture), chart.Up[^1].Text);
        Assert.Equal("0", chart.Up[0].Text);
    }

    [Fact]
    public void Days_go_from_left_to_right_and_numbers_up()
    {
        var chart = TrendChart.Of(Days((0, 0, 0), (8, 4, 2), (8, 0, 0)));
        Assert.Equal(["places", "requested", "confirmed"], chart.Lines.Select(line => line.Key));
        Assert.Equal("56,284 490,16 924,16", chart.Lines[0].Points);
        Assert.Equal("56,284 490,150 924,284", chart.Lines[1].Points);
    }

    [Fact]
    public void Today_is_named_and_each_week_before_it()
    {
        var chart = TrendChart.Of([.. Enumerable.Range(0, 30).Select(back => new TrendDay(Today.AddDays(back - 29), 0, 0, 0))]);
        Assert.Equal(["8 Jul", "15 Jul", "22 Jul", "29 Jul", "5 Aug"], chart.Across.Select(tick => tick.Text));
    }

    [Fact]
    public void More_taken_back_than_published_stays_on_the_drawing() =>
        Assert.Equal("56,284 924,16", TrendChart.Of(Days((-3, 0, 0), (4, 0, 0))).Lines[0].Points);

    [Fact]
    public void A_single_day_is_a_point() => Assert.Equal("924,16", TrendChart.Of(Days((4, 0, 0))).Lines[0].Points);

    [Theory]
    [InlineData("90", 90)]
    [InlineData("30", 30)]
    [InlineData("31", 30)]
    [InlineData("-90", 30)]
    [InlineData("ninety", 30)]
    [InlineData(null, 30)]
    public void The_span_is_one_of_those_offered(string? text, int days) => Assert.Equal(days, BoardTrends.DaysOf(text));

    [Fact]
    public void Times_to_full_are_told_in_whole_units_and_by_their_middle()
    {
        Assert.Equal(["less than 1 minute", "1 minute", "59 minutes", "1 hour", "47 hours", "2 days"], new[] { 59, 60, 3_599, 3_600, 172_799, 172_800 }.Select(seconds => BoardTrends.Duration(TimeSpan.FromSeconds(seconds))));
        Assert.Equal(TimeSpan.FromHours(2), BoardTrends.Median([TimeSpan.FromHours(9), TimeSpan.FromHours(1), TimeSpan.FromHours(2)]));
        Assert.Equal(TimeSpan.FromHours(1), BoardTrends.Median([TimeSpan.FromHours(9), TimeSpan.FromHours(1)]));
        Assert.Equal(TimeSpan.Zero, BoardTrends.Median([]));
    }

    private static ImmutableArray<TrendDay> Days(params (int Places, int Requested, int Confirmed)[] days) =>
        [.. days.Select((day, at) => new TrendDay(Today.AddDays(at), day.Places, day.Requested, day.Confirmed))];
}
