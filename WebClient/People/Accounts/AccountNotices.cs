using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Notices;

namespace OutreachSilo.People.Accounts;

/// <summary>
/// Tells the owner of an account by mail what was changed about getting into it: whoever did not do it finds out. A change stands, and is not
/// held up, when its mail cannot be queued. Scoped.
/// </summary>
public sealed partial class AccountNotices(IMailOutbox outbox, IOptions<MailOptions> mail, TimeProvider time, ILogger<AccountNotices> log)
{
    public Task PasswordChanged(AppUser owner) => Tell(owner, MailTemplates.PasswordChanged, Routes.Recover);

    public Task PasskeyAdded(AppUser owner, string passkey) => Tell(owner, MailTemplates.PasskeyAdded, Routes.Security, ("passkey", passkey));

    public Task PasskeyRemoved(AppUser owner, string passkey) => Tell(owner, MailTemplates.PasskeyRemoved, Routes.Security, ("passkey", passkey));

    /// <param name="provider">What people call it.</param>
    public Task ExternalLinked(AppUser owner, string provider) =>
        Tell(owner, MailTemplates.ExternalLinked, Routes.Security, ("provider", provider));

    /// <inheritdoc cref="ExternalLinked"/>
    public Task ExternalUnlinked(AppUser owner, string provider) =>
        Tell(owner, MailTemplates.ExternalUnlinked, Routes.Security, ("provider", provider));

    private async Task Tell(AppUser owner, string template, string page, (string Name, string Value)? detail = null)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = owner.DisplayName,
            ["service"] = MailTemplates.ServiceName,
            ["at"] = LondonTime.DateAndTime(time.GetUtcNow()),
            ["link"] = mail.Value.LinkTo(page),
        };
        if (detail is var (name, value)) values[name] = value;
        try
        {
            // Not the request's token: whoever hangs up after the change must not keep its owner from hearing of it.
            await outbox.Queue(new OutgoingMail($"account/{template}/{Guid.NewGuid():N}", owner.Email!, template, values), CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogNotTold(exception, template);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The owner of an account could not be told: {Template}")]
    private partial void LogNotTold(Exception exception, string template);
}
