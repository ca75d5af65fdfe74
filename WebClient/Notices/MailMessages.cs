using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Text;
using OutreachSilo.Calendars;

namespace OutreachSilo.Notices;

internal static class MailMessages
{
    public static MimeMessage Of(Letter letter, string from)
    {
        var sender = MailAddresses.Parse(from);
        var body = new MultipartAlternative { Part(TextFormat.Plain, letter.Text.Text), Part(TextFormat.Html, letter.Text.Html) };
        if (letter.Calendar is { } calendar) body.Add(Invitation(calendar));
        var message = new MimeMessage
        {
            Subject = OneLine(letter.Text.Subject),
            Date = letter.QueuedAt,
            // The same for every delivery of one mail, so that a second one can be told from a new mail.
            MessageId = $"{Name(letter)}@{sender.Domain}",
            Body = body,
        };
        message.From.Add(sender);
        message.To.Add(MailAddresses.Parse(letter.To));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    /// <summary>A name made of the mail's key, safe in headers and for files.</summary>
    public static string Name(Letter letter) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letter.Key)).AsSpan(0, 16));

    /// <summary>Encoded so that no server breaks a long line.</summary>
    private static TextPart Part(TextFormat format, string text) =>
        new(format) { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable };

    /// <summary>A part beside the text, so that mail programs offer the entry itself; they go by the method that the part's type repeats.</summary>
    private static TextPart Invitation(string calendar)
    {
        var part = new TextPart("calendar") { Text = calendar, ContentTransferEncoding = ContentEncoding.Base64 };
        part.ContentType.Name = "meeting.ics";
        part.ContentType.Parameters.Add("method", CalendarWriter.MethodOf(calendar));
        return part;
    }

    private static string OneLine(string text) => string.Concat(text.Select(each => char.IsControl(each) ? ' ' : each));
}
