using System.Globalization;

namespace OutreachSilo.Common;

/// <summary>
/// The keys of all grains. A key carries its kind as a prefix that starts outside a–f, because keys that read as hexadecimal
/// alias each other in the AdoNet grain storage.
/// </summary>
public static class GrainKeys
{
    public const string PracticePrefix = "practice/";
    public const string WeekPrefix = "week/";
    public const string PersonPrefix = "person/";
    public const string PlacementPrefix = "placement/";
    public const string SchemePrefix = "scheme/";
    public const string MentorPrefix = "mentor/";
    public const string MenteePrefix = "mentee/";
    public const string MentorshipPrefix = "mentorship/";

    /// <summary>Characters of a scheme's code at most.</summary>
    public const int SchemeCharactersMax = 40;

    public static string Practice(string odsCode) => PracticePrefix + odsCode;

    public static string Person(string personId) => PersonPrefix + personId;

    /// <summary>The opaque person id inside a key, a 32-digit lower-case hexadecimal number.</summary>
    public static string PersonId(string key) => key[PersonPrefix.Length..];

    /// <param name="id">The id of the command that opens it.</param>
    public static string Placement(Guid id) => $"{PlacementPrefix}{id:N}";

    public static string Scheme(string code) => SchemePrefix + code;

    public static string Mentorship(Guid id) => $"{MentorshipPrefix}{id:N}";

    /// <summary>False for a key that is not a scheme's.</summary>
    public static bool TryParseScheme(string key, out string code)
    {
        code = key.StartsWith(SchemePrefix, StringComparison.Ordinal) ? key[SchemePrefix.Length..] : "";
        return IsScheme(code);
    }

    /// <summary>False for a key that is not a practice's.</summary>
    public static bool TryParsePractice(string key, out string code)
    {
        code = "";
        return key.StartsWith(PracticePrefix, StringComparison.Ordinal) && TryParsePracticeCode(key[PracticePrefix.Length..], out code);
    }

    /// <summary>False for a key that is not a mentorship's.</summary>
    public static bool TryParseMentorship(string key, out Guid id)
    {
        id = default;
        return key.StartsWith(MentorshipPrefix, StringComparison.Ordinal)
            && Guid.TryParseExact(key[MentorshipPrefix.Length..], "N", out id);
    }

    /// <summary>2 to 40 lower-case letters, digits and hyphens; no hyphen at either end.</summary>
    public static bool IsScheme(string? code) =>
        code is { Length: >= 2 and <= SchemeCharactersMax } && code.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-') && code[0] != '-' && code[^1] != '-';

    public static bool IsPersonId(string? person) => person is { Length: 32 } && person.All(char.IsAsciiHexDigitLower);

    public static bool TryParsePracticeCode(string? text, out string odsCode)
    {
        odsCode = text ?? "";
        if (odsCode.Length != 6 || odsCode[0] is < 'A' or > 'Y' or 'I' or 'O' or 'Q' or 'R' or 'S' or 'T' or 'U' or 'V' or 'X') return false;
        return odsCode.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    /// <summary>The code of a primary care network: U and five digits.</summary>
    public static bool IsNetwork(string? code) => code is ['U', _, _, _, _, _] && code.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>A date as it stands in keys: yyyy-MM-dd.</summary>
    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
