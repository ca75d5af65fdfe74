using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OutreachSilo.People;

/// <summary>A provider on loopback that signs everybody in as whoever the test says, and checks what an honest provider checks.</summary>
internal sealed class OutsideDesk : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, string> _challenges = new(StringComparer.Ordinal);

    private OutsideDesk(WebApplication app) => _app = app;

    /// <summary>What its user information says next.</summary>
    public string User { get; set; } = "{}";

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public (string Key, string Value)[] Settings(string name = "city", bool trustsEmail = false, int index = 0) =>
    [
        ($"SignIn:Outside:{index}:Name", name),
        ($"SignIn:Outside:{index}:Label", "City login"),
        ($"SignIn:Outside:{index}:ClientId", "tasters"),
        ($"SignIn:Outside:{index}:ClientSecret", "secret"),
        ($"SignIn:Outside:{index}:AuthorizationEndpoint", new Uri(Address, "/authorize").ToString()),
        ($"SignIn:Outside:{index}:TokenEndpoint", new Uri(Address, "/token").ToString()),
        ($"SignIn:Outside:{index}:UserInformationEndpoint", new Uri(Address, "/user").ToString()),
        ($"SignIn:Outside:{index}:TrustsEmail", trustsEmail ? "true" : "false"),
    ];

    public static async Task<OutsideDesk> Open()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var desk = new OutsideDesk(app);
        app.Run(desk.Answer);
        await app.StartAsync();
        return desk;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task Answer(HttpContext context) => context.Request.Path.Value switch
    {
        "/authorize" => Authorize(context),
        "/token" => Token(context),
        "/user" when context.Request.Headers.Authorization == "Bearer token" => Write(context, User),
        _ => Refuse(context),
    };

    private Task Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["response_type"] != "code" || query["client_id"] != "tasters" || query["code_challenge_method"] != "S256") return Refuse(context);
        var code = Guid.NewGuid().ToString("N");
        _challenges[code] = query["code_challenge"].ToString();
        context.Response.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"].ToString())}");
        return Task.CompletedTask;
    }

    private async Task Token(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var verifier = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        if (form["client_secret"] != "secret" || !_challenges.Remove(form["code"].ToString(), out var challenge) || challenge != verifier) await Refuse(context);
        else await Write(context, JsonSerializer.Serialize(new { access_token = "token", token_type = "Bearer" }));
    }

    private static Task Write(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
