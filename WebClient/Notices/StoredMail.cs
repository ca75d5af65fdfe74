using System.Text.Json;

namespace OutreachSilo.Notices;

/// <summary>Where a mail of the outbox is.</summary>
public enum MailState
{
    Waiting = 0,
    Sent = 1,
    Failed = 2,
}

/// <summary>A mail in the outbox. Personal data: it lies in the accounts store and is purged with time.</summary>
internal sealed class StoredMail
{
    public const int KeyCharactersMax = 200;
    public const int AddressCharactersMax = 254;
    public const int TemplateCharactersMax = 50;
    public const int ReasonCharactersMax = 500;

    public string Key { get; init; } = "";

    public string To { get; init; } = "";

    public string Template { get; init; } = "";

    public int TemplateVersion { get; init; }

    /// <summary>JSON object of the template's values; empty once it has left, for links in it may still open something.</summary>
    public string Values { get; set; } = "";

    public MailState State { get; set; }

    /// <summary>Sendings begun.</summary>
    public int Attempts { get; set; }

    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>When it may be sent next; while somebody sends it, when others may take it for abandoned.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Drawn by whoever is sending it.</summary>
    public Guid? Claim { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Why the last attempt failed, in a sentence for people.</summary>
    public string? Reason { get; set; }

    /// <summary>The invitation that goes with it; forgotten as <see cref="Values"/> are.</summary>
    public string? Calendar { get; set; }

    /// <exception cref="InvalidDataException">This program does not have the template's version, or not with these values.</exception>
    public RenderedMail Render()
    {
        try
        {
            var values = JsonSerializer.Deserialize(Values, MailValuesJson.Default.IReadOnlyDictionaryStringString)!;
            return MailTemplates.Find(Template, TemplateVersion)?.Render(values) ?? throw new InvalidDataException($"This program has no version {TemplateVersion} of the mail {Template}.");
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"The values of the mail {Key} are not those of {Template}.{TemplateVersion}.", fault);
        }
    }
}
