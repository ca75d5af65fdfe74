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

    public static string Practice(string odsCode) => PracticePrefix + odsCode;

    public static string Person(string personId) => PersonPrefix + personId;

    /// <summary>The opaque person id inside a key, a 32-digit lower-case hexadecimal number.</summary>
    public static string PersonId(string key) => key[PersonPrefix.Length..];

    public static bool TryParsePracticeCode(string? text, out string odsCode)
    {
        odsCode = text ?? "";
        if (odsCode.Length != 6 || odsCode[0] is < 'A' or > 'Y' or 'I' or 'O' or 'Q' or 'R' or 'S' or 'T' or 'U' or 'V' or 'X') return false;
        return odsCode.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    /// <summary>A date as it stands in keys: yyyy-MM-dd.</summary>
    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
