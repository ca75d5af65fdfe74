namespace OutreachSilo.Notices;

/// <summary>A mail to be sent to one person or mailbox.</summary>
/// <param name="Key">What the mail is about, at most 200 characters without personal data: a second mail of the same key is never made.</param>
/// <param name="To">One address without a display name.</param>
/// <param name="Template">Of <see cref="MailTemplates"/>; its newest version is taken.</param>
/// <param name="Values">Exactly the values that the template names, as plain text; links as absolute http or https addresses.</param>
public sealed record OutgoingMail(string Key, string To, string Template, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>An invitation of <see cref="Calendars.CalendarWriter"/> that goes with it, or null.</summary>
    public string? Calendar { get; init; }
}
