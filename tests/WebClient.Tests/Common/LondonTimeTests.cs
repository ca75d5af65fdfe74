namespace OutreachSilo.Common;

public sealed class LondonTimeTests
{
    [Theory]
    [InlineData("2026-08-03T12:00", "2026-08-03T11:00:00Z")]
    [InlineData("2026-12-07T12:00:00", "2026-12-07T12:00:00Z")]
    [InlineData("2026-10-25T01:30", "2026-10-25T00:30:00Z")] // comes twice: the first is meant
    [InlineData("2027-03-28T02:00", "2027-03-28T01:00:00Z")] // the first minute of summer time
    public void A_field_is_read_as_London_time(string field, string instant)
    {
        Assert.True(LondonTime.TryParseField(field, out var read));
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), read);
        Assert.Equal(TimeSpan.Zero, read.Offset);
    }

    [Theory]
    [InlineData("2027-03-28T01:30")] // skipped when the clocks go forward
    [InlineData("2026-02-30T12:00")]
    [InlineData("2026-08-03")]
    [InlineData("2026-08-03T12:00Z")]
    [InlineData("1026-08-03T12:00")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_London_time_is_not_read(string? field) => Assert.False(LondonTime.TryParseField(field, out _));

    [Fact]
    public void An_instant_is_shown_by_London_clocks()
    {
        var instant = new DateTimeOffset(2026, 8, 2, 23, 30, 0, TimeSpan.Zero);
        Assert.Equal("Monday 3 August 2026 at 12:30am", LondonTime.DateAndTime(instant));
        Assert.Equal("2026-08-03T00:30", LondonTime.FieldValue(instant));
    }

    [Theory]
    [InlineData("2026-08-03")]
    [InlineData("2026-08-07")]
    [InlineData("2026-08-09")]
    public void A_day_belongs_to_the_Monday_before_it(string day) =>
        Assert.Equal(new DateOnly(2026, 8, 3), LondonTime.MondayOf(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
}
