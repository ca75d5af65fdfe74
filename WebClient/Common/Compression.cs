using System.IO.Compression;
using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;

namespace OutreachSilo.Common;

/// <summary>
/// Answers made per request are sent compressed; files are compressed when they are published. The length of a compressed answer can betray
/// a secret in it to somebody who may choose another part of it (BREACH). So whoever is signed in gets only answers compressed to requests
/// that bring nothing to repeat: GET without a query, whose path is the name of something that exists. The antiforgery token, the one secret
/// that strangers' pages have, is enciphered anew for each answer.
/// </summary>
internal static class Compression
{
    public static IServiceCollection AddOutreachCompression(this IServiceCollection services)
    {
        services.Configure<BrotliCompressionProviderOptions>(static brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(static gzip => gzip.Level = CompressionLevel.Fastest);
        return services.AddResponseCompression(static compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [MediaTypeNames.Text.Html, MediaTypeNames.Application.Json, MediaTypeNames.Application.ProblemJson];
        });
    }

    public static IApplicationBuilder UseOutreachCompression(this IApplicationBuilder app) =>
        app.UseWhen(static context => IsSafe(context.Request), static safe => safe.UseResponseCompression());

    private static bool IsSafe(HttpRequest request) =>
        !request.Cookies.ContainsKey(People.Accounts.AccountsHosting.CookieName) || (HttpMethods.IsGet(request.Method) && !request.QueryString.HasValue);
}
