using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Notices;

/// <summary>A mail's HTML with fictional values, as a mail program shows it.</summary>
internal static class TemplatePreview
{
    /// <summary>Mails carry their style inline, because mail programs drop style sheets; nothing else is let in.</summary>
    private const string ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapParts().For(Policies.MailKeeper).MapGet("/notices/templates/{name}", Show);

    private static Results<ContentHttpResult, NotFound> Show(string name, HttpContext context)
    {
        if (MailTemplates.Find(name) is not { } template) return TypedResults.NotFound();
        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        return TypedResults.Content(template.Render(MailSamples.Of(template)).Html, "text/html; charset=utf-8");
    }
}
