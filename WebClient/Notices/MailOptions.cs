using System.ComponentModel.DataAnnotations;

namespace OutreachSilo.Notices;

/// <summary>Configuration section <c>Mail</c>: how mails leave. Without a <see cref="Host"/> they are written to <c>{Storage:DataFolder}/outbox</c>.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>Name of the SMTP server.</summary>
    public string? Host { get; set; }

    /// <summary>587 for submission; the server is asked for STARTTLS, so the port for TLS from the first byte (465) will not do.</summary>
    [Range(1, 65_535, ErrorMessage = "Mail:Port takes 1 to 65535.")]
    public int Port { get; set; } = 587;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The sender: an address, or a name and an address in angle brackets.</summary>
    public string From { get; set; } = DefaultFrom;

    /// <summary>Send nothing before STARTTLS has succeeded with a certificate that is trusted.</summary>
    public bool Tls { get; set; } = true;

    /// <summary>What links in mails begin with; the first of <c>Urls</c> unless given.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Seconds for one conversation with the server.</summary>
    [Range(1, 120, ErrorMessage = "Mail:TimeoutSeconds takes 1 to 120 seconds.")]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>How often a conversation that broke is begun again at once, within one attempt.</summary>
    [Range(0, 5, ErrorMessage = "Mail:Retries takes 0 to 5.")]
    public int Retries { get; set; } = 2;

    /// <summary>Attempts until a mail has failed; after each the wait doubles, from one minute to four hours, so that twelve take 16 hours.</summary>
    [Range(1, 50, ErrorMessage = "Mail:AttemptsMax takes 1 to 50.")]
    public int AttemptsMax { get; set; } = 12;

    /// <summary>Days after which what was sent or has failed is deleted.</summary>
    [Range(7, 3_650, ErrorMessage = "Mail:KeepDays takes 7 to 3650 days.")]
    public int KeepDays { get; set; } = 90;

    public bool IsSmtp => !string.IsNullOrEmpty(Host);

    internal const string DefaultFrom = "noreply@localhost";

    /// <summary>The absolute address of a path of this site, for example <c>/weeks/K81001/2026-08-03</c>.</summary>
    public string LinkTo(string path) => PublicUrl.TrimEnd('/') + path;
}
