using OutreachSilo.Common;

namespace OutreachSilo.Tasters;

public class WeekIdTests
{
    [Fact]
    public void Every_week_comes_back_from_its_text()
    {
        foreach (var random in Seeded.Each())
        {
            var week = new WeekId(random.PracticeCode(), random.Monday());
            Assert.Equal(week, WeekId.Parse(week.ToString()));
        }
    }

    [Fact]
    public void A_text_with_a_mistake_is_refused_or_another_week()
    {
        foreach (var random in Seeded.Each())
        {
            var text = random.Damage(new WeekId(random.PracticeCode(), random.Monday()).ToString());
            if (WeekId.TryParse(text, out var week)) Assert.Equal(text, week.ToString());
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("week/")]
    [InlineData("K81001/2026-08-03")]
    [InlineData("Week/K81001/2026-08-03")]
    [InlineData("week/k81001/2026-08-03")]
    [InlineData("week/K81001/2026-08-04")]
    [InlineData("week/K81001/2026-8-3")]
    [InlineData("week/K81001/2026-02-30")]
    [InlineData("week/K81001/1999-12-27")]
    [InlineData("week/K81001/2200-01-06")]
    [InlineData("week/K81001/0001-01-01")]
    [InlineData("week/K81001-2026-08-03")]
    [InlineData("week/K81001/2026-08-03/")]
    [InlineData(" week/K81001/2026-08-03")]
    [InlineData("week/K81001/2026-08-03\0")]
    [InlineData("week/../../2026-08-03")]
    [InlineData("week/K81001/２０26-08-03")]
    public void What_is_no_week_is_refused(string? text)
    {
        Assert.False(WeekId.TryParse(text, out var week));
        Assert.Equal(default, week);
        if (text is not null) Assert.Throws<FormatException>(() => WeekId.Parse(text));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("K81001", null)]
    [InlineData(null, "2026-08-03")]
    [InlineData("K81001", "03/08/2026")]
    [InlineData("K81001/", "2026-08-03")]
    public void Parts_that_make_no_week_are_refused(string? practice, string? monday) => Assert.False(WeekId.TryCreate(practice, monday, out _));
}
