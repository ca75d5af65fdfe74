using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace OutreachSilo.Common;

/// <summary>What is wrong with a request before anybody looks at what it asks for.</summary>
internal static class RequestGuards
{
    public const long ApiBodyBytesMax = 64 * 1024;

    /// <summary>
    /// HEAD is answered like GET, without the body (RFC 9110, 9.3.2): link checkers and monitors ask so, and pages and most endpoints are mapped for GET alone.
    /// </summary>
    public static IApplicationBuilder UseHeadAsGet(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (!HttpMethods.IsHead(context.Request.Method)) return next(context);
        context.Request.Method = HttpMethods.Get;
        context.Response.Body = Stream.Null;
        return next(context);
    });

    /// <summary>
    /// Writes and hub connections that a browser says come from another site's page are refused. Together with SameSite cookies and the
    /// Idempotency-Key header, which no foreign form can set, this keeps other sites from acting in a person's name.
    /// </summary>
    public static IApplicationBuilder UseOriginGuard(this IApplicationBuilder app) => app.Use(static (context, next) =>
        (context.Request.IsHub() || !context.Request.IsRead()) && IsForeign(context.Request)
            ? Problem.Of(ProblemCodes.ForeignOrigin, "This request must come from a page of this site.").ExecuteAsync(context)
            : next(context));

    /// <summary>
    /// Bodies are UTF-8 and not compressed. ASP.NET answers 500 to character sets that it does not know, and to a quoted "utf-8".
    /// </summary>
    public static IApplicationBuilder UseContentGuard(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var request = context.Request;
        if (request.Headers.ContentEncoding.Count > 0) return Unsupported(context);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var media) || !media.Charset.HasValue) return next(context);
        if (!HeaderUtilities.RemoveQuotes(media.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return Unsupported(context);
        media.Charset = "utf-8";
        request.ContentType = media.ToString();
        return next(context);
    });

    /// <summary>
    /// Bodies of the API and of whoever is not signed in yet are small; what is announced larger is refused unread, what turns out larger is
    /// cut off by the server.
    /// </summary>
    public static IApplicationBuilder UseApiBodyLimit(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (!context.Request.IsApi() && !context.Request.IsSignIn()) return next(context);
        if (context.Request.ContentLength > ApiBodyBytesMax) return Problem.Of(ProblemCodes.BodyTooLarge, $"The request body must be {ApiBodyBytesMax} bytes or fewer.").ExecuteAsync(context);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = ApiBodyBytesMax;
        return next(context);
    });

    private static bool IsForeign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site") return true;
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0) return false;
        return !Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || !uri.Authority.Equals(HostOf(request), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>As the browser writes it in Origin: without the port that the scheme implies. The scheme itself may have been changed by a proxy.</summary>
    private static string HostOf(HttpRequest request) => request.Host.Port is 80 or 443 ? request.Host.Host : request.Host.Value ?? "";

    private static Task Unsupported(HttpContext context) =>
        Problem.Of(ProblemCodes.MediaTypeNotSupported, "Send the request body as uncompressed UTF-8.").ExecuteAsync(context);
}
