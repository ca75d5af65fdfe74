using System.Text;

namespace OutreachSilo.Calendars;

/// <summary>Content lines folded at 75 octets (RFC 5545, 3.1), never within a character, as Ical.Net 5.2 does with emoji.</summary>
internal static class CalendarLines
{
    private const int OctetsMax = 75;

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + text.Length / 32);
        var octets = 0;
        foreach (var rune in text.Replace("\r\n ", "", StringComparison.Ordinal).EnumerateRunes())
        {
            var isEnd = rune.Value is '\r' or '\n';
            if (!isEnd && octets + rune.Utf8SequenceLength > OctetsMax)
            {
                folded.Append("\r\n ");
                octets = 1;
            }

            folded.Append(rune);
            octets = isEnd ? 0 : octets + rune.Utf8SequenceLength;
        }

        return folded.ToString();
    }
}
