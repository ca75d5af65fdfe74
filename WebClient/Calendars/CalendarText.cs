using System.Globalization;
using System.Text;

namespace OutreachSilo.Calendars;

/// <summary>Values as RFC 5545 writes them. None can end a line or a parameter, whatever it holds.</summary>
internal static class CalendarText
{
    /// <summary>TEXT (3.3.11): escaped, line breaks as \n, other control characters left out, cut to a number of characters.</summary>
    public static string Escape(string text, int lengthMax)
    {
        var escaped = new StringBuilder(text.Length + 8);
        var length = 0;
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (Rune.IsControl(rune) && rune.Value != '\n') continue;
            if (length++ == lengthMax) break;
            switch (rune.Value)
            {
                case '\n': escaped.Append("\\n"); break;
                case '\\' or ';' or ',': escaped.Append('\\').Append(rune); break;
                default: escaped.Append(rune); break;
            }
        }

        return escaped.ToString();
    }

    /// <summary>A quoted parameter value (3.2), which knows no escape: double quotes become single ones.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes().Where(rune => !Rune.IsControl(rune)).Take(255)) quoted.Append(rune.Value == '"' ? new Rune('\'') : rune);
        return quoted.Append('"').ToString();
    }

    /// <summary>A mail address as CAL-ADDRESS (3.3.3): whatever has a meaning in a URI is percent-encoded.</summary>
    public static string MailTo(string address) =>
        "mailto:" + Uri.EscapeDataString(address).Replace("%40", "@", StringComparison.Ordinal).Replace("%2B", "+", StringComparison.Ordinal);

    public static string Date(DateOnly date) => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public static string Local(DateTime time) => time.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
}
