using System.Text.Json;

namespace OutreachSilo.Common;

public sealed class BankHolidaysTests
{
    [Fact]
    public void The_computed_days_are_those_published_for_England_and_Wales()
    {
        using var published = JsonDocument.Parse(File.ReadAllText(SharedData.File("uk_bank_holidays.json")));
        var days = published.RootElement.GetProperty("england-and-wales").GetProperty("events").EnumerateArray()
            .Select(day => DateOnly.Parse(day.GetProperty("date").GetString()!, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.True(days.Count > 60);
        foreach (var year in days.GroupBy(day => day.Year)) Assert.Equal(year.Order(), BankHolidays.InYear(year.Key).Order());
    }

    [Fact]
    public void A_holiday_on_a_weekend_gets_a_substitute_weekday() => Assert.True(BankHolidays.IsHoliday(new DateOnly(2027, 12, 27)) && BankHolidays.IsHoliday(new DateOnly(2027, 12, 28)));
}

internal static class SharedData
{
    /// <summary>A file of the public data that lies beside the repository.</summary>
    public static string File(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "OutreachSilo.sln"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("The solution folder was not found."), "..", "shared", "data", name);
    }
}
