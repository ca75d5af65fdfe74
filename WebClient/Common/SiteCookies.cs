using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OutreachSilo.Common;

/// <summary>
/// How this site's cookies are named and kept. Where <c>Mail:PublicUrl</c> says https, they are secure and have the prefix that browsers take
/// from this very host only; whatever ends TLS in front of the service, requests then count as https.
/// </summary>
internal sealed class SiteCookies(bool isHttps)
{
    private const string HostPrefix = "__Host-";

    private bool IsHttps { get; } = isHttps;

    public static SiteCookies From(IConfiguration configuration) => new(configuration["Mail:PublicUrl"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true);

    public string NameOf(string name) => IsHttps ? HostPrefix + name : name;

    public void Keep(CookieBuilder cookie, string name, SameSiteMode sameSite)
    {
        cookie.Name = NameOf(name);
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.Path = "/";
        cookie.SameSite = sameSite;
        cookie.SecurePolicy = IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    public static IApplicationBuilder UsePublicScheme(IApplicationBuilder app) => !app.ApplicationServices.GetRequiredService<SiteCookies>().IsHttps
        ? app
        : app.Use(static (context, next) =>
        {
            context.Request.Scheme = Uri.UriSchemeHttps;
            return next(context);
        });
}
