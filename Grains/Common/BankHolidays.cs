using System.Collections.Frozen;
using PublicHoliday;

namespace OutreachSilo.Common;

/// <summary>
/// Public holidays of a nation: those of the PublicHoliday library, which knows the law and past proclamations, and those of
/// <see cref="HolidayPolicy"/>.
/// </summary>
public sealed class BankHolidays(HolidayPolicy policy)
{
    private static readonly FrozenDictionary<Nation, IPublicHolidays> Calendars = new Dictionary<Nation, IPublicHolidays>
    {
        [Nation.England] = new UKBankHoliday(UKBankHoliday.UkCountries.England),
        [Nation.Wales] = new UKBankHoliday(UKBankHoliday.UkCountries.Wales),
        [Nation.Scotland] = new UKBankHoliday(UKBankHoliday.UkCountries.Scotland),
        [Nation.NorthernIreland] = new UKBankHoliday(UKBankHoliday.UkCountries.NorthernIreland),
        [Nation.Ireland] = new IrelandPublicHoliday(),
    }.ToFrozenDictionary();

    private readonly ILookup<Nation, DateOnly> _proclaimed = HolidayPolicy.Days(policy.Proclaimed);
    private readonly ILookup<Nation, DateOnly> _withdrawn = HolidayPolicy.Days(policy.Withdrawn);

    /// <summary>The holidays known at this release, without any setting.</summary>
    public static BankHolidays Released { get; } = new(new HolidayPolicy());

    public bool IsHoliday(Nation nation, DateOnly date) => InYear(nation, date.Year).Contains(date);

    /// <summary>A year's holidays. In the United Kingdom a holiday on a weekend counts on its substitute weekday; in Ireland it has none.</summary>
    public IReadOnlySet<DateOnly> InYear(Nation nation, int year)
    {
        var days = Calendars[nation].PublicHolidays(year).Select(DateOnly.FromDateTime).ToHashSet();
        days.ExceptWith(_withdrawn[nation]);
        days.UnionWith(_proclaimed[nation].Where(day => day.Year == year));
        return days;
    }
}
