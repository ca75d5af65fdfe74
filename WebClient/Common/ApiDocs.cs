using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Scalar.AspNetCore;

namespace OutreachSilo.Common;

/// <summary>The API for readers, at <see cref="Routes.Docs"/>: drawn in the browser from the OpenAPI document.</summary>
internal static class ApiDocs
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapScalarApiReference(Routes.Docs, static (options, context) =>
    {
        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy(SecurityHeaders.NonceOf(context));
        options.WithTitle("API documentation")
            .WithOpenApiRoutePattern(Routes.OpenApi)
            .WithNonce(SecurityHeaders.NonceOf(context))
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp();
        options.ProxyUrl = null;
        options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        options.HideClientButton = true;
    });

    /// <summary>Its own script, which names the nonce, and what that imports. The script writes styles, so those may be inline.</summary>
    /// <param name="nonce">Of this answer alone.</param>
    internal static string ContentSecurityPolicy(string nonce) =>
        $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
