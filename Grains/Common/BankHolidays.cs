namespace OutreachSilo.Common;

/// <summary>
/// Bank holidays of England and Wales, as dates. Rules: Banking and Financial Dealings Act 1971 and the custom of giving a substitute
/// weekday when a holiday falls on a weekend; moved and extra days were proclaimed one by one and are listed.
/// </summary>
public static class BankHolidays
{
    private static readonly Dictionary<int, (DateOnly[] Added, DateOnly[] Removed)> Proclaimed = new()
    {
        [2020] = ([new(2020, 5, 8)], [new(2020, 5, 4)]),                      // VE Day, 75 years
        [2022] = ([new(2022, 6, 2), new(2022, 6, 3), new(2022, 9, 19)], [new(2022, 5, 30)]), // Platinum Jubilee; State Funeral
        [2023] = ([new(2023, 5, 8)], []),                                     // Coronation
    };

    public static bool IsHoliday(DateOnly date) => InYear(date.Year).Contains(date);

    public static IReadOnlySet<DateOnly> InYear(int year)
    {
        var easter = Easter(year);
        var newYear = new DateOnly(year, 1, 1);
        var christmas = new DateOnly(year, 12, 25);
        var days = new SortedSet<DateOnly>
        {
            newYear.AddDays(newYear.DayOfWeek switch { DayOfWeek.Saturday => 2, DayOfWeek.Sunday => 1, _ => 0 }),
            easter.AddDays(-2),
            easter.AddDays(1),
            FirstMonday(year, 5),
            LastMonday(year, 5),
            LastMonday(year, 8),
            christmas.AddDays(christmas.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 2 : 0),
            christmas.AddDays(christmas.DayOfWeek switch { DayOfWeek.Friday => 3, DayOfWeek.Saturday => 3, _ => 1 }),
        };
        if (!Proclaimed.TryGetValue(year, out var proclaimed)) return days;
        days.UnionWith(proclaimed.Added);
        days.ExceptWith(proclaimed.Removed);
        return days;
    }

    private static DateOnly FirstMonday(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((int)DayOfWeek.Monday - (int)first.DayOfWeek + 7) % 7);
    }

    private static DateOnly LastMonday(int year, int month) => FirstMonday(year, month) is var first && first.AddDays(28).Month == month ? first.AddDays(28) : first.AddDays(21);

    /// <summary>Western Easter Sunday in the Gregorian calendar, by the computus of Meeus, Jones and Butcher.</summary>
    private static DateOnly Easter(int year)
    {
        var (golden, century, rest) = (year % 19, year / 100, year % 100);
        var epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        var weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
        var late = (golden + 11 * epact + 22 * weekday) / 451;
        var day = epact + weekday - 7 * late + 114;
        return new DateOnly(year, day / 31, day % 31 + 1);
    }
}
