using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts;
using OutreachSilo.TestKit;

namespace OutreachSilo.People;

public sealed class AccountNoticesTests
{
    private static readonly AppUser Ana = new() { DisplayName = "Ana Okafor", Email = "ana@example.org" };

    [Fact]
    public async Task The_owner_reads_what_was_changed_when_and_where_to_look()
    {
        var outbox = new Outbox();
        await Notices(outbox, out _).PasskeyAdded(Ana, "My phone");
        var mail = Assert.Single(outbox.Mails);
        Assert.Equal(("ana@example.org", MailTemplates.PasskeyAdded, "My phone", "http://example.org/account/security"), (mail.To, mail.Template, mail.Values["passkey"], mail.Values["link"]));
        Assert.Equal(LondonTime.DateAndTime(new ManualTime().GetUtcNow()), mail.Values["at"]);
    }

    [Fact]
    public async Task A_change_stands_when_its_mail_cannot_be_queued()
    {
        await Notices(new Outbox { Fault = new InvalidOperationException("The store is away.") }, out var log).PasswordChanged(Ana);
        Assert.StartsWith("Error The owner of an account could not be told: password-changed", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    private static AccountNotices Notices(Outbox outbox, out Log log) =>
        new(outbox, Options.Create(new MailOptions { PublicUrl = "http://example.org" }), new ManualTime(), new Logger<AccountNotices>(LoggerFactory.Create(Into(log = new Log()))));

    private static Action<ILoggingBuilder> Into(Log log) => logs => logs.AddProvider(log);

    private sealed class Outbox : IMailOutbox
    {
        public Exception? Fault { get; init; }

        public List<OutgoingMail> Mails { get; } = [];

        public Task Queue(OutgoingMail mail, CancellationToken cancellationToken)
        {
            Mails.Add(mail);
            return Fault is { } fault ? Task.FromException(fault) : Task.CompletedTask;
        }
    }
}
