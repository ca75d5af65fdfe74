namespace OutreachSilo.Notices;

/// <summary>A mail on its way out.</summary>
/// <param name="Calendar">An invitation, or null.</param>
internal sealed record Letter(string Key, string To, string Template, DateTimeOffset QueuedAt, RenderedMail Text, string? Calendar = null);

/// <summary>Hands a mail over, once. Throws what went wrong; <see cref="MailFaults"/> judges it.</summary>
internal interface IMailTransport
{
    /// <summary>True where mails stay with this service, to be read by those who run it.</summary>
    bool StaysHere { get; }

    Task Send(Letter letter, CancellationToken cancellationToken);
}
