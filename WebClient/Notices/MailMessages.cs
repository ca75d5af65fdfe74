using System.Net.Mail;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;

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
        // The same for every delivery of one mail, so that a second one can be told from a new mail.
        message.Headers.Add("Message-ID", $"<{Name(letter)}@{sender.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <summary>A name made of the mail's key, safe in headers and for files.</summary>
    public static string Name(Letter letter) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letter.Key)).AsSpan(0, 16));
}
