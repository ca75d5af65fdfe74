using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace OutreachSilo.Common;

public sealed class BankHolidaysTests
{
    /// <summary>A line for each year: the division, the year and its days as GOV.UK published them; Ireland's by the Organisation of Working Time Act.</summary>
    private static readonly string[][] Published =
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Common", "holidays.published.txt")).Select(line => line.Split(' '))];

    [Theory]
    [InlineData(Nation.England, "england-and-wales", 10)]
    [InlineData(Nation.Wales, "england-and-wales", 10)]
    [InlineData(Nation.Scotland, "scotland", 10)]
    [InlineData(Nation.NorthernIreland, "northern-ireland", 10)]
    [InlineData(Nation.Ireland, "ireland", 8)]
    public void The_computed_days_are_those_published(Nation nation, string division, int years)
    {
        var published = Published.Where(line => line[0] == division).ToList();
        Assert.Equal(years, published.Count);
        foreach (var line in published)
        {
            var days = line[2..].Select(day => Date($"{line[1]}-{day}"));
            Assert.Equal(days, BankHolidays.Released.InYear(nation, int.Parse(line[1], CultureInfo.InvariantCulture)).Order());
        }
    }

    [Theory]
    [InlineData("2020-05-04", false)] // moved to VE Day
    [InlineData("2020-05-08", true)]
    [InlineData("2022-05-30", false)] // moved to the Platinum Jubilee
    [InlineData("2022-06-02", true)]
    [InlineData("2022-06-03", true)]
    [InlineData("2022-09-19", true)] // state funeral
    [InlineData("2023-05-08", true)] // coronation
    [InlineData("2023-05-09", false)]
    public void Proclaimed_days_of_the_past_are_known_in_the_whole_United_Kingdom(string day, bool holiday)
    {
        foreach (var nation in new[] { Nation.England, Nation.Wales, Nation.Scotland, Nation.NorthernIreland })
            Assert.Equal(holiday, BankHolidays.Released.IsHoliday(nation, Date(day)));
    }

    [Fact]
    public void A_day_proclaimed_for_one_nation_is_a_working_day_in_another()
    {
        Assert.True(BankHolidays.Released.IsHoliday(Nation.Scotland, Date("2026-06-15")));
        Assert.False(BankHolidays.Released.IsHoliday(Nation.England, Date("2026-06-15")));
    }

    [Fact]
    public void A_holiday_on_a_weekend_gets_a_substitute_weekday() => Assert.True(
        BankHolidays.Released.IsHoliday(Nation.England, new DateOnly(2027, 12, 27)) && BankHolidays.Released.IsHoliday(Nation.England, new DateOnly(2027, 12, 28)));

    [Fact]
    public void The_setting_adds_and_withdraws_days_of_its_nation_and_year_alone()
    {
        var policy = Bound(("Proclaimed:england:0", "2031-06-03"), ("Withdrawn:England:0", "2031-05-26"));
        Assert.Null(policy.Problem());
        var holidays = new BankHolidays(policy);
        Assert.True(holidays.IsHoliday(Nation.England, Date("2031-06-03")));
        Assert.False(holidays.IsHoliday(Nation.England, Date("2031-05-26")));
        Assert.Equal(BankHolidays.Released.InYear(Nation.England, 2030).Order(), holidays.InYear(Nation.England, 2030).Order());
        Assert.Equal(BankHolidays.Released.InYear(Nation.Wales, 2031).Order(), holidays.InYear(Nation.Wales, 2031).Order());
    }

    [Theory]
    [InlineData("Proclaimed:England:0", "3 June 2031", "Policies:Holidays:Proclaimed:England")]
    [InlineData("Withdrawn:England:0", "2031-02-29", "Policies:Holidays:Withdrawn:England")]
    [InlineData("Proclaimed:England:0", "1831-06-03", "Policies:Holidays:Proclaimed:England")]
    [InlineData("Proclaimed:France:0", "2031-06-03", "Policies:Holidays:Proclaimed:France")]
    [InlineData("Proclaimed:0:0", "2031-06-03", "Policies:Holidays:Proclaimed:0")]
    public void A_setting_that_cannot_be_read_is_named(string key, string value, string named) =>
        Assert.StartsWith(named + " ", Bound((key, value)).Problem(), StringComparison.Ordinal);

    [Fact]
    public void A_setting_has_at_most_a_hundred_dates()
    {
        var dates = Enumerable.Range(0, HolidayPolicy.DaysMax + 1).Select(day => ($"Proclaimed:England:{day:D3}", $"{2031 + day}-06-03")).ToArray();
        Assert.Null(Bound(dates[1..]).Problem());
        Assert.StartsWith("Policies:Holidays:Proclaimed:England has more", Bound(dates).Problem(), StringComparison.Ordinal);
    }

    private static HolidayPolicy Bound(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>($"{HolidayPolicy.Section}:{setting.Key}", setting.Value)))
        .Build().GetSection(HolidayPolicy.Section).Get<HolidayPolicy>()!;

    private static DateOnly Date(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
