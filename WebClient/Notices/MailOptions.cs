using System.ComponentModel.DataAnnotations;

namespace OutreachSilo.Notices;

/// <summary>When a connection to the mail server is encrypted.</summary>
public enum MailTls
{
    /// <summary>After STARTTLS, which the server must offer.</summary>
    StartTls = 0,

    /// <summary>From the first byte (RFC 8314), by custom on port 465.</summary>
    Implicit = 1,

    /// <summary>Never.</summary>
    None = 2,
}

/// <summary>Configuration section <c>Mail:OAuth</c>: where access tokens for XOAUTH2 come from, a file or a token endpoint.</summary>
public sealed class MailOAuthOptions
{
    /// <summary>A file that holds a token and nothing else; read before each connection, so whoever writes it may renew it.</summary>
    public string TokenFile { get; set; } = "";

    /// <summary>Asked by client credentials, for example <c>https://login.microsoftonline.com/TENANT/oauth2/v2.0/token</c>.</summary>
    public string TokenEndpoint { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>For example <c>https://outlook.office365.com/.default</c>.</summary>
    public string Scope { get; set; } = "";

    internal bool IsSet => TokenFile.Length + TokenEndpoint.Length + ClientId.Length + ClientSecret.Length + Scope.Length > 0;
}

/// <summary>Configuration section <c>Mail</c>: how mails leave. Without a <see cref="Host"/> they are written to <c>{Storage:DataFolder}/outbox</c>.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>Name of the SMTP server.</summary>
    public string? Host { get; set; }

    /// <summary>587 (submission) unless given, or 465 where <see cref="Tls"/> is implicit.</summary>
    [Range(1, 65_535, ErrorMessage = "Mail:Port must be 1 to 65535.")]
    public int? Port { get; set; }

    /// <summary>Whom to sign in as: with <see cref="Password"/>, or with a token of <see cref="OAuth"/>.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    public MailOAuthOptions OAuth { get; set; } = new();

    /// <summary>The sender: an address, or a name and an address in angle brackets.</summary>
    public string From { get; set; } = DefaultFrom;

    /// <summary>When TLS begins; nothing is sent before it has succeeded with a certificate that is trusted.</summary>
    public MailTls Tls { get; set; } = MailTls.StartTls;

    /// <summary>What links in mails begin with; the first of <c>Urls</c> unless given.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Seconds for one conversation with the server.</summary>
    [Range(1, 120, ErrorMessage = "Mail:TimeoutSeconds must be 1 to 120 seconds.")]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>How often a conversation that broke is begun again at once, within one attempt.</summary>
    [Range(0, 5, ErrorMessage = "Mail:Retries must be 0 to 5.")]
    public int Retries { get; set; } = 2;

    /// <summary>Attempts until a mail has failed; after each the wait doubles, from one minute to four hours, so that twelve take 16 hours.</summary>
    [Range(1, 50, ErrorMessage = "Mail:AttemptsMax must be 1 to 50.")]
    public int AttemptsMax { get; set; } = 12;

    /// <summary>Days after which what was sent or has failed is deleted.</summary>
    [Range(7, 3_650, ErrorMessage = "Mail:KeepDays must be 7 to 3650 days.")]
    public int KeepDays { get; set; } = 90;

    public bool IsSmtp => !string.IsNullOrEmpty(Host);

    internal int ServerPort => Port ?? (Tls == MailTls.Implicit ? ImplicitTlsPort : SubmissionPort);

    /// <summary>The sender's address without its name.</summary>
    public string SenderAddress() => MailAddresses.Parse(From).Address;

    internal const int SubmissionPort = 587;

    internal const int ImplicitTlsPort = 465;

    internal const string DefaultFrom = "noreply@localhost";

    /// <summary>The absolute address of a path of this site, for example <c>/weeks/K81001/2026-08-03</c>.</summary>
    public string LinkTo(string path) => PublicUrl.TrimEnd('/') + path;
}
