using System.Globalization;
using OutreachSilo.Common;

namespace OutreachSilo.Tasters;

/// <summary>One practice and one Monday: the unit of contention. Written <c>week/K81001/2026-08-03</c>.</summary>
/// <param name="Practice">ODS code of the host practice, six characters, upper case.</param>
/// <param name="Monday">The week's Monday, a date at the practice (no zone).</param>
[GenerateSerializer, Immutable, Alias("week-id")]
public readonly record struct WeekId([property: Id(0)] string Practice, [property: Id(1)] DateOnly Monday)
{
    /// <summary>The week's Friday. On the day after it, by the date in London, the week is over.</summary>
    public DateOnly LastDay => Monday.AddDays(4);

    public override string ToString() => $"{GrainKeys.WeekPrefix}{Practice}/{GrainKeys.Date(Monday)}";

    public static bool TryParse(string? text, out WeekId id)
    {
        id = default;
        if (text is null || !text.StartsWith(GrainKeys.WeekPrefix, StringComparison.Ordinal)) return false;
        var rest = text.AsSpan(GrainKeys.WeekPrefix.Length);
        return rest.Length == 17 && rest[6] == '/' && TryCreate(rest[..6].ToString(), rest[7..].ToString(), out id);
    }

    /// <summary>From the two parts of an address; false unless the code is well formed and the date is a Monday between 2000 and 2199.</summary>
    public static bool TryCreate(string? practice, string? monday, out WeekId id)
    {
        id = default;
        if (!GrainKeys.TryParsePracticeCode(practice, out var code)) return false;
        if (!DateOnly.TryParseExact(monday, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return false;
        if (date.DayOfWeek != DayOfWeek.Monday || date.Year is < 2000 or > 2199) return false;
        id = new WeekId(code, date);
        return true;
    }

    public static WeekId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a week: expected {GrainKeys.WeekPrefix}<ODS code>/<Monday as yyyy-MM-dd>.");
}
