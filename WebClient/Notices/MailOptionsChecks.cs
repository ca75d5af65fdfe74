using System.Net;
using System.Net.Mail;
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
        if (!MailAddress.TryCreate(options.From, out var from)) problems.Add("Mail:From takes an address, for example noreply@outreach.example.");
        if (string.IsNullOrEmpty(options.User) != string.IsNullOrEmpty(options.Password)) problems.Add("Mail:User and Mail:Password belong together: give both or neither.");
        if (options.IsSmtp)
        {
            if (from?.Address == MailOptions.DefaultFrom) problems.Add("Mail:From is needed with Mail:Host: the address that mails come from.");
            if (options.PublicUrl.Length == 0) problems.Add("Mail:PublicUrl is needed with Mail:Host: what people type to reach this site, for example https://outreach.example.");
            if (!string.IsNullOrEmpty(options.User) && !options.Tls && !IsLoopback(options.Host!))
                problems.Add("Mail:Tls is false, so Mail:Password would travel in clear text; that is accepted only for a server on this machine.");
        }

        if (options.PublicUrl.Length > 0 && !IsSite(options.PublicUrl)) problems.Add("Mail:PublicUrl takes an http or https address without a query, for example https://outreach.example.");
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
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
