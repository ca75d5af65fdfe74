using System.Text;

namespace OutreachSilo.Calendars;

/// <summary>The lines of a calendar, ended by CRLF and folded at 75 octets (RFC 5545, 3.1). A fold never comes within a character.</summary>
internal sealed class ContentLines
{
    private const int OctetsMax = 75;

    private readonly StringBuilder _text = new();

    public ContentLines Add(string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > OctetsMax)
            {
                _text.Append("\r\n ");
                octets = 1;
            }

            _text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        _text.Append("\r\n");
        return this;
    }

    public override string ToString() => _text.ToString();
}
