using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace OutreachSilo.Notices;

/// <summary>Over SMTP, one conversation for each mail.</summary>
internal sealed class SmtpTransport(IOptions<MailOptions> options) : IMailTransport
{
    public bool StaysHere => false;

    public async Task Send(Letter letter, CancellationToken cancellationToken)
    {
        var mail = options.Value;
        using var client = new SmtpClient(mail.Host, mail.Port) { EnableSsl = mail.Tls };
        if (!string.IsNullOrEmpty(mail.User)) client.Credentials = new NetworkCredential(mail.User, mail.Password);
        using var message = MailMessages.Of(letter, mail.From);
        await client.SendMailAsync(message, cancellationToken);
    }
}
