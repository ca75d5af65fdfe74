namespace OutreachSilo.Mentoring;

public sealed class ZonedTimeTests
{
    [Theory]
    [InlineData("2026-10-25T00:30:00Z", "Europe/London", "1:30am (first)")]
    [InlineData("2026-10-25T01:30:00Z", "Europe/London", "1:30am (second)")]
    [InlineData("2026-10-25T00:30:00Z", "Europe/Dublin", "1:30am (first)")]
    [InlineData("2026-10-25T01:30:00Z", "Europe/Dublin", "1:30am (second)")]
    [InlineData("2026-10-25T02:30:00Z", "Europe/London", "2:30am")]
    [InlineData("2026-10-24T23:30:00Z", "Europe/Dublin", "12:30am")]
    [InlineData("2026-03-29T00:59:00Z", "Europe/London", "12:59am")]
    [InlineData("2026-03-29T01:00:00Z", "Europe/London", "2am")]
    [InlineData("2026-03-29T01:00:00Z", "Europe/Dublin", "2am")]
    [InlineData("2026-04-04T14:45:00Z", "Australia/Lord_Howe", "1:45am (first)")]
    [InlineData("2026-04-04T15:15:00Z", "Australia/Lord_Howe", "1:45am (second)")]
    public void A_time_that_comes_twice_says_which_it_is(string instant, string zone, string words) =>
        Assert.Equal(words, ZonedTime.Clock(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), zone));

    [Fact]
    public void A_zone_is_named_by_its_place() => Assert.Equal(["London", "New York", "Kentucky"], new[] { "Europe/London", "America/New_York", "America/Kentucky" }.Select(ZonedTime.Place));
}
