using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace OutreachSilo.Common;

internal static class SecurityHeaders
{
    public const string StrictTransportSecurity = "max-age=31536000; includeSubDomains";

    public const string PermissionsPolicy =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), fullscreen=(self), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
        + "publickey-credentials-create=(self), publickey-credentials-get=(self), usb=()";

    private const int NonceBytes = 16;

    private static readonly object NonceKey = new();

    /// <summary>
    /// Nothing from elsewhere, nothing inline, no frames. A page runs the script and takes the style that name its nonce, and what that script
    /// loads itself: another file of this site is none, should somebody smuggle its address into a page.
    /// </summary>
    /// <param name="nonce">Of this answer alone.</param>
    /// <param name="formTargets">Origins that a form may lead on to: browsers look at redirects of a form too.</param>
    public static string ContentSecurityPolicy(string nonce, params IEnumerable<string> formTargets) =>
        $"default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'nonce-{nonce}'; img-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; "
        + $"form-action {string.Join(' ', ["'self'", .. formTargets])}; frame-ancestors 'none'";

    /// <summary>Of answers that are for programs: they load nothing at all.</summary>
    public const string ProgramsPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>What script and style of the page being answered name.</summary>
    public static string NonceOf(HttpContext context) => (string)context.Items[NonceKey]!;

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, IEnumerable<string> formTargets)
    {
        var targets = formTargets.ToArray();
        return app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = context.Request.IsForPrograms() ? ProgramsPolicy : ContentSecurityPolicy(NewNonce(context), targets);
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Embedder-Policy"] = "require-corp";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = PermissionsPolicy;
            if (context.Request.IsHttps && !IsLoopback(context.Request.Host.Host)) headers.StrictTransportSecurity = StrictTransportSecurity;
            return next(context);
        });
    }

    /// <summary>What is made for one person, and what lets somebody in, stays out of every cache. After authentication.</summary>
    public static IApplicationBuilder UsePersonalCaching(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (context.User.Identity?.IsAuthenticated == true || context.Request.IsSignIn()) context.Response.OnStarting(KeepOut, context);
        return next(context);
    });

    private static string NewNonce(HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
        context.Items[NonceKey] = nonce;
        return nonce;
    }

    private static Task KeepOut(object state)
    {
        var headers = ((HttpContext)state).Response.Headers;
        if (!headers.ContainsKey(HeaderNames.CacheControl)) headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static bool IsLoopback(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (System.Net.IPAddress.TryParse(host.Trim('[', ']'), out var address) && System.Net.IPAddress.IsLoopback(address));
}
