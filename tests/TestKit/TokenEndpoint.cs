using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OutreachSilo.TestKit;

/// <summary>
/// A token endpoint on loopback that gives an access token for the client credentials it knows, and keeps what it was asked.
/// </summary>
public sealed class TokenEndpoint : IAsyncDisposable
{
    public const string ClientId = "outreach";
    public const string ClientSecret = "client-secret";
    public const string Scope = "https://outlook.office365.com/.default";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<string> asked = new();

    private TokenEndpoint(WebApplication app) => this.app = app;

    /// <summary>The access token it gives next.</summary>
    public string Token { get; set; } = "token-1";

    /// <summary>How many seconds a token lasts.</summary>
    public int ExpiresIn { get; set; } = 3600;

    /// <summary>Answered instead of a token.</summary>
    public string? Instead { get; set; }

    public Uri Address =>
        new(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), "/token");

    /// <summary>The grant types it was asked for.</summary>
    public IReadOnlyCollection<string> Asked => asked;

    public static async Task<TokenEndpoint> Start()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var endpoint = new TokenEndpoint(builder.Build());
        endpoint.app.MapPost("/token", endpoint.Answer);
        await endpoint.app.StartAsync();
        return endpoint;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        asked.Enqueue(form["grant_type"].ToString());
        context.Response.ContentType = "application/json";
        if ((form["grant_type"], form["client_id"], form["client_secret"], form["scope"]) != ("client_credentials", ClientId, ClientSecret,
            Scope))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await context.Response.WriteAsync("""{"error":"invalid_client"}""");
            return;
        }

        await context.Response.WriteAsync(Instead ?? JsonSerializer.Serialize(new
        {
            access_token = Token,
            token_type = "Bearer",
            expires_in = ExpiresIn
        }));
    }
}
