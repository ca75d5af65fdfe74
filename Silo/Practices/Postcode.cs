using System.Text.RegularExpressions;
using OutreachSilo.Kernel;

namespace OutreachSilo.Practices;

/// <summary>The writing of British postcodes: upper case, one space before the last three characters.</summary>
internal static partial class Postcode
{
    private const int TypedLengthMax = 24;

    /// <summary>Accepts any case, spacing and punctuation; false for anything that is not a full postcode.</summary>
    public static bool TryNormalise(string? text, out string postcode)
    {
        postcode = string.Concat(Parts(text));
        if (postcode.Length is < 5 or > 7) return false;
        postcode = $"{postcode[..^3]} {postcode[^3..]}";
        return Full().IsMatch(postcode);
    }

    /// <summary>
    /// Accepts a district such as NR18, written as above, or one of its sectors with its space, such as NR1 8, which is not NR18. False for
    /// anything else: the beginning of a longer postcode names no place.
    /// </summary>
    public static bool TryNormaliseDistrict(string? text, out string district)
    {
        var parts = Parts(text);
        district = parts is [var outward, [>= '0' and <= '9']] && District().IsMatch(outward) ? outward : string.Concat(parts);
        return District().IsMatch(district);
    }

    /// <summary>The district of a postcode in its usual writing.</summary>
    public static string DistrictOf(string postcode) => postcode[..postcode.IndexOf(' ', StringComparison.Ordinal)];

    private static string[] Parts(string? text) =>
        text is null || text.Length > TypedLengthMax || text.Any(static character => char.IsControl(character) && !char.IsWhiteSpace(character))
            ? []
            : [.. FoldedText.Words(text).Select(static word => word.ToUpperInvariant())];

    [GeneratedRegex(@"\A(GIR 0AA|[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNPR-Y]? [0-9][ABD-HJLNP-UW-Z]{2})\z")]
    private static partial Regex Full();

    [GeneratedRegex(@"\A(GIR|[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNPR-Y]?)\z")]
    private static partial Regex District();
}
