using System.Text.Json;
using OutreachSilo.TestKit;

namespace OutreachSilo.Common;

public sealed class BankHolidaysTests
{
    [Fact]
    public void The_computed_days_are_those_published_for_England_and_Wales()
    {
        using var published = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryPaths.SharedData, "uk_bank_holidays.json")));
        var days = published.RootElement.GetProperty("england-and-wales").GetProperty("events").EnumerateArray()
            .Select(day => DateOnly.Parse(day.GetProperty("date").GetString()!, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.True(days.Count > 60);
        foreach (var year in days.GroupBy(day => day.Year)) Assert.Equal(year.Order(), BankHolidays.InYear(year.Key).Order());
    }

    [Fact]
    public void A_holiday_on_a_weekend_gets_a_substitute_weekday() => Assert.True(BankHolidays.IsHoliday(new DateOnly(2027, 12, 27)) && BankHolidays.IsHoliday(new DateOnly(2027, 12, 28)));
}
