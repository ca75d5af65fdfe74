using Microsoft.Extensions.Options;

namespace OutreachSilo.Notices;

/// <summary>Over SMTP, one connection for a batch.</summary>
internal sealed class SmtpTransport(IOptions<MailOptions> options, MailTokens tokens) : IMailTransport
{
    public bool StaysHere => false;

    public IMailConnection Open() => new SmtpConnection(options.Value, tokens);
}
