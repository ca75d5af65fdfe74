using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OutreachSilo.Notices;

/// <summary>Fills in the address of links, and says of each wrong key what it accepts.</summary>
internal sealed class MailOptionsChecks(IConfiguration configuration) : IPostConfigureOptions<MailOptions>, IValidateOptions<MailOptions>
{
    public void PostConfigure(string? name, MailOptions options)
    {
        if (options.PublicUrl.Length == 0 && !options.IsSmtp) options.PublicUrl = FirstOf(configuration["urls"]);
    }

    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var problems = new List<string>();
        if (!MailAddresses.TryParse(options.From, out var from))
            problems.Add("Mail:From must be an email address, for example noreply@outreach.example.");
        if (!Enum.IsDefined(options.Tls)) problems.Add("Mail:Tls must be StartTls, Implicit or None.");
        if (options.OAuth.IsSet) problems.AddRange(OAuthProblems(options));
        else if (string.IsNullOrEmpty(options.User) != string.IsNullOrEmpty(options.Password))
            problems.Add("Set both Mail:User and Mail:Password, or neither.");
        if (options.IsSmtp) problems.AddRange(ServerProblems(options, from?.Address));
        if (options.PublicUrl.Length > 0 && !IsSite(options.PublicUrl))
            problems.Add("Mail:PublicUrl must be an http or https address without a query, for example https://outreach.example.");
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> ServerProblems(MailOptions options, string? from)
    {
        if (from == MailOptions.DefaultFrom) yield return "Mail:From is needed with Mail:Host. It is the address emails come from.";
        if (options.PublicUrl.Length == 0)
            yield return "Mail:PublicUrl is needed with Mail:Host. It is the web address of this service, for example https://outreach.example.";
        if (options is { ServerPort: MailOptions.ImplicitTlsPort, Tls: MailTls.StartTls })
            yield return "Mail:Port 465 uses implicit TLS. Set Mail:Tls to Implicit, or use port 587.";
        if (options is { ServerPort: MailOptions.SubmissionPort, Tls: MailTls.Implicit })
            yield return "Mail:Port 587 uses STARTTLS. Set Mail:Tls to StartTls, or use port 465.";
        if (!string.IsNullOrEmpty(options.User) && options.Tls == MailTls.None && !IsLoopback(options.Host!))
            yield return "Mail:Tls is None, so the password or token would be sent unencrypted. "
                + "This is only allowed for an email server on this machine.";
    }

    private static IEnumerable<string> OAuthProblems(MailOptions options)
    {
        var oauth = options.OAuth;
        if (string.IsNullOrEmpty(options.User)) yield return "Mail:User is needed with Mail:OAuth. It is the mailbox emails are sent from.";
        if (!string.IsNullOrEmpty(options.Password)) yield return "Mail:Password cannot be used with Mail:OAuth. Set one of them.";
        if (oauth.TokenFile.Length > 0)
        {
            if (oauth.TokenEndpoint.Length + oauth.ClientId.Length + oauth.ClientSecret.Length + oauth.Scope.Length > 0)
                yield return "Mail:OAuth:TokenFile cannot be used with Mail:OAuth:TokenEndpoint, ClientId, ClientSecret or Scope. "
                    + "Set the file or the others.";
            yield break;
        }

        if (oauth.ClientId.Length == 0) yield return "Mail:OAuth:ClientId is needed with Mail:OAuth:TokenEndpoint.";
        if (oauth.ClientSecret.Length == 0) yield return "Mail:OAuth:ClientSecret is needed with Mail:OAuth:TokenEndpoint.";
        if (!Uri.TryCreate(oauth.TokenEndpoint, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
            yield return "Mail:OAuth:TokenEndpoint must be an https address, "
                + "for example https://login.microsoftonline.com/TENANT/oauth2/v2.0/token.";
    }

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool IsSite(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0;

    /// <summary>Where the host listens on every address, links lead to this machine.</summary>
    private static string FirstOf(string? urls) =>
        (urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "http://localhost:5080")
            .Replace("://*", "://localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://[::]", "://localhost", StringComparison.Ordinal);
}
