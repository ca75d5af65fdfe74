using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using OutreachSilo.Common;

namespace OutreachSilo.People.Accounts.ExternalSignIn;

/// <summary>
/// Remembers in a cookie of its own by which provider a browser signed in, so that signing out here can end the session there too.
/// </summary>
internal sealed class ExternalSessions(
    ExternalProviders providers, SiteCookies site, IDataProtectionProvider protection, IOptionsMonitor<OpenIdConnectOptions> handlers)
{
    private const string Name = "outreach-external-session";

    /// <summary>Browsers drop larger cookies; without the token providers ask the person instead.</summary>
    private const int CookieCharactersMax = 3_800;

    private readonly IDataProtector _protector = protection.CreateProtector(Name);

    public void Keep(HttpContext context, string scheme, string? token)
    {
        var value = Protect(scheme, token);
        if (value.Length > CookieCharactersMax) value = Protect(scheme, null);
        context.Response.Cookies.Append(site.NameOf(Name), value, Cookie().Build(context));
    }

    /// <summary>Forgets the provider. Its scheme, and what names the session there, if it can end one; otherwise null.</summary>
    public async Task<(string Scheme, AuthenticationProperties Properties)?> Leave(HttpContext context)
    {
        if (context.Request.Cookies[site.NameOf(Name)] is not { } value) return null;
        context.Response.Cookies.Delete(site.NameOf(Name), Cookie().Build(context));
        if (Read(value) is not [var scheme, var token] || providers.OfScheme(scheme) is null) return null;
        if (!await CanEndSessions(scheme, context.RequestAborted)) return null;
        var properties = new AuthenticationProperties { RedirectUri = "/" };
        if (token.Length > 0)
            properties.StoreTokens([new AuthenticationToken { Name = OpenIdConnectParameterNames.IdToken, Value = token }]);
        return (scheme, properties);
    }

    private async Task<bool> CanEndSessions(string scheme, CancellationToken cancellationToken)
    {
        try
        {
            var configuration = await handlers.Get(scheme).ConfigurationManager!.GetConfigurationAsync(cancellationToken);
            return configuration.EndSessionEndpoint is { Length: > 0 };
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException)
        {
            // The provider is away; here the person is signed out all the same.
            return false;
        }
    }

    private string Protect(string scheme, string? token) => _protector.Protect($"{scheme}\n{token}");

    private string[]? Read(string value)
    {
        try
        {
            return _protector.Unprotect(value).Split('\n');
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    private CookieBuilder Cookie()
    {
        var cookie = new CookieBuilder();
        site.Keep(cookie, Name, SameSiteMode.Lax);
        return cookie;
    }
}
