namespace OutreachSilo.Notices;

/// <summary>Where mails wait until they are sent, in the accounts store. Scoped, with the caller's <see cref="People.Accounts.AccountsDb"/>.</summary>
public interface IMailOutbox
{
    /// <summary>
    /// Stores a mail once per key, with what the caller's context has not saved yet and in its transaction if it has begun one; sent
    /// later, in the background, at least once. What lies under the key already stays as it is.
    /// </summary>
    /// <exception cref="ArgumentException">No such template, a value is missing, unknown or no link where one belongs, or the key or address is not acceptable.</exception>
    Task Queue(OutgoingMail mail, CancellationToken cancellationToken);
}
