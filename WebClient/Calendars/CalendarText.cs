using System.Text;

namespace OutreachSilo.Calendars;

/// <summary>
/// What Ical.Net 5.2 does not clean: control characters everywhere, and line breaks in parameters, which would start a line of their own.
/// </summary>
internal static class CalendarText
{
    /// <summary>TEXT (3.3.11), which Ical.Net escapes: no control character but \n, cut to a number of characters.</summary>
    public static string Clean(string text, int lengthMax)
    {
        var clean = new StringBuilder(text.Length);
        var runes = text.ReplaceLineEndings("\n").EnumerateRunes().Where(rune => rune.Value == '\n' || !Rune.IsControl(rune));
        foreach (var rune in runes.Take(lengthMax)) clean.Append(rune);
        return clean.ToString();
    }

    /// <summary>A parameter's value (3.2), which knows no escape: no control character, and double quotes become single ones.</summary>
    public static string CleanParameter(string text, int lengthMax)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes().Where(rune => !Rune.IsControl(rune)).Take(lengthMax))
            clean.Append(rune.Value == '"' ? new Rune('\'') : rune);
        return clean.ToString();
    }

    /// <summary>A mail address as CAL-ADDRESS (3.3.3): whatever has a meaning in a URI is percent-encoded.</summary>
    public static string MailTo(string address) =>
        "mailto:" + Uri.EscapeDataString(address).Replace("%40", "@", StringComparison.Ordinal).Replace("%2B", "+", StringComparison.Ordinal);
}
