using System.Globalization;

namespace OutreachSilo.Common;

/// <summary>Public holidays proclaimed after this release, by nation, as <c>yyyy-MM-dd</c>. Configuration key: <c>Policies:Holidays</c>.</summary>
public sealed class HolidayPolicy
{
    public const string Section = "Policies:Holidays";

    /// <summary>The most days that one list may name.</summary>
    public const int DaysMax = 100;

    /// <summary>Extra days, as in <c>Policies:Holidays:Proclaimed:Scotland:0 = 2026-06-15</c>.</summary>
    public Dictionary<string, string[]> Proclaimed { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Usual holidays that are working days in that year because they were moved.</summary>
    public Dictionary<string, string[]> Withdrawn { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong, naming the key, or null.</summary>
    public string? Problem() => Problem(nameof(Proclaimed), Proclaimed) ?? Problem(nameof(Withdrawn), Withdrawn);

    /// <summary>The dates of each nation; those that <see cref="Problem()"/> names are left out.</summary>
    internal static ILookup<Nation, DateOnly> Days(IReadOnlyDictionary<string, string[]> days) => days
        .SelectMany(list => list.Value, (list, day) => (Nation: Find(list.Key), Day: Parse(day)))
        .Where(found => found is { Nation: not null, Day: not null })
        .ToLookup(found => found.Nation!.Value, found => found.Day!.Value);

    private static string? Problem(string name, Dictionary<string, string[]> days)
    {
        foreach (var (nation, list) in days)
        {
            var key = $"{Section}:{name}:{nation}";
            if (Find(nation) is null) return $"{key} is not a nation; use {string.Join(", ", Enum.GetNames<Nation>())}.";
            if (list.Length > DaysMax) return $"{key} has more than {DaysMax} dates.";
            if (Array.Find(list, day => Parse(day) is null) is { } wrong) return $"{key} has '{wrong}', which is not a date from 2000 to 2199 as yyyy-MM-dd.";
        }

        return null;
    }

    private static Nation? Find(string name) =>
        Enum.GetNames<Nation>().Contains(name, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<Nation>(name, ignoreCase: true) : null;

    private static DateOnly? Parse(string? day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var found)
        && found.Year is >= 2000 and < 2200 ? found : null;
}
