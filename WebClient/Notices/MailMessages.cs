using System.Net.Mail;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using OutreachSilo.Calendars;

namespace OutreachSilo.Notices;

internal static class MailMessages
{
    public static MailMessage Of(Letter letter, string from)
    {
        var sender = new MailAddress(from);
        var message = new MailMessage(sender, new MailAddress(letter.To))
        {
            Subject = letter.Text.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = letter.Text.Text,
            BodyEncoding = Encoding.UTF8,
        };
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(letter.Text.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        if (letter.Calendar is { } calendar) message.AlternateViews.Add(Invitation(calendar));
        // The same for every delivery of one mail, so that a second one can be told from a new mail.
        message.Headers.Add("Message-ID", $"<{Name(letter)}@{sender.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <summary>A part beside the text, so that mail programs offer the entry itself; they go by the method that the part's type repeats.</summary>
    private static AlternateView Invitation(string calendar)
    {
        var type = new ContentType("text/calendar") { CharSet = "utf-8", Name = "meeting.ics" };
        type.Parameters.Add("method", CalendarWriter.MethodOf(calendar));
        return AlternateView.CreateAlternateViewFromString(calendar, type);
    }

    /// <summary>A name made of the mail's key, safe in headers and for files.</summary>
    public static string Name(Letter letter) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letter.Key)).AsSpan(0, 16));
}
