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

    /// <summary>
    /// Nothing from elsewhere, nothing inline, no frames. Scripts, styles and pictures are files of this site; no page has an inline script,
    /// so there is no nonce that could leak.
    /// </summary>
    /// <param name="formTargets">Origins that a form may lead on to: browsers look at redirects of a form too.</param>
    public static string ContentSecurityPolicy(params IEnumerable<string> formTargets) =>
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; "
        + $"form-action {string.Join(' ', ["'self'", .. formTargets])}; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, IEnumerable<string> formTargets)
    {
        var contentSecurityPolicy = ContentSecurityPolicy(formTargets);
        return app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = contentSecurityPolicy;
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

    private static Task KeepOut(object state)
    {
        var headers = ((HttpContext)state).Response.Headers;
        if (!headers.ContainsKey(HeaderNames.CacheControl)) headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static bool IsLoopback(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (System.Net.IPAddress.TryParse(host.Trim('[', ']'), out var address) && System.Net.IPAddress.IsLoopback(address));
}
