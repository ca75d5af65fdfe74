namespace OutreachSilo.Notices;

/// <summary>A mail on its way out.</summary>
/// <param name="Calendar">An invitation, or null.</param>
internal sealed record Letter(string Key, string To, string Template, DateTimeOffset QueuedAt, RenderedMail Text, string? Calendar = null);

/// <summary>Where mails are handed over.</summary>
internal interface IMailTransport
{
    /// <summary>True where mails stay with this service, to be read by those who run it.</summary>
    bool StaysHere { get; }

    /// <summary>Begins a batch; nothing is connected before its first mail.</summary>
    IMailConnection Open();
}

/// <summary>Hands over the mails of one batch, one after the other.</summary>
internal interface IMailConnection : IAsyncDisposable
{
    /// <summary>
    /// Hands a mail over, once. Throws what went wrong; <see cref="MailFaults"/> judges it. The connection may be used again afterwards.
    /// </summary>
    Task Send(Letter letter, CancellationToken cancellationToken);
}
