using System.Text.RegularExpressions;

namespace OutreachSilo.Practices;

/// <summary>The writing of British postcodes: upper case, one space before the last three characters.</summary>
internal static partial class Postcode
{
    private const int TypedLengthMax = 24;

    /// <summary>Accepts any case and spacing; false for anything that is not a full postcode.</summary>
    public static bool TryNormalise(string? text, out string postcode)
    {
        postcode = Compact(text);
        if (postcode.Length is < 5 or > 7) return false;
        postcode = $"{postcode[..^3]} {postcode[^3..]}";
        return Full().IsMatch(postcode);
    }

    /// <summary>Accepts any case and spacing; false for anything that is not a postcode district such as NR18.</summary>
    public static bool TryNormaliseDistrict(string? text, out string district)
    {
        district = Compact(text);
        return District().IsMatch(district);
    }

    /// <summary>The district of a postcode in its usual writing.</summary>
    public static string DistrictOf(string postcode) => postcode[..postcode.IndexOf(' ', StringComparison.Ordinal)];

    private static string Compact(string? text) =>
        text is null || text.Length > TypedLengthMax ? "" : string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();

    [GeneratedRegex(@"\A(GIR 0AA|[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNPR-Y]? [0-9][ABD-HJLNP-UW-Z]{2})\z")]
    private static partial Regex Full();

    [GeneratedRegex(@"\A(GIR|[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNPR-Y]?)\z")]
    private static partial Regex District();
}
