using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OutreachSilo.People;

/// <summary>
/// An OpenID Connect provider on loopback that signs everybody in as whoever the test says, and checks what an honest provider checks.
/// </summary>
internal sealed class ExternalDesk : IAsyncDisposable
{
    public const string ClientId = "tasters";

    private readonly WebApplication _app;
    private readonly Dictionary<string, (string Challenge, string Nonce)> _codes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _assertions = new(StringComparer.Ordinal);
    private SigningCredentials _key = NewKey();

    private ExternalDesk(WebApplication app) => _app = app;

    /// <summary>What its user information says next; the id token has the subject of it.</summary>
    public string User { get; set; } = "{}";

    /// <summary>Changes the claims of the id token before they are signed.</summary>
    public Action<JsonObject>? Alter { get; set; }

    /// <summary>Writes the id token instead; it is given the claims and the key.</summary>
    public Func<string, SigningCredentials, string>? Sign { get; set; }

    /// <summary>With one the client proves itself by assertions of this key, and a secret is refused.</summary>
    public SecurityKey? ClientKey { get; set; }

    public bool EndsSessions { get; set; }

    /// <summary>The time by which assertions are judged.</summary>
    public Func<DateTimeOffset> Now { get; set; } = () => DateTimeOffset.UtcNow;

    /// <summary>The newest request to sign in.</summary>
    public IQueryCollection Asked { get; private set; } = QueryCollection.Empty;

    /// <summary>The newest request to end a session.</summary>
    public IQueryCollection? Ended { get; private set; }

    /// <summary>Why the token endpoint refused a client, newest last.</summary>
    public List<string> Refusals { get; } = [];

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public string Issuer => Address.GetLeftPart(UriPartial.Authority);

    public (string Key, string Value)[] Settings(string name = "city", bool trustsEmail = false, int index = 0) =>
    [
        ($"SignIn:External:{index}:Name", name),
        ($"SignIn:External:{index}:Label", "City login"),
        ($"SignIn:External:{index}:ClientId", ClientId),
        ($"SignIn:External:{index}:ClientSecret", "secret"),
        ($"SignIn:External:{index}:Authority", Issuer),
        ($"SignIn:External:{index}:TrustsEmail", trustsEmail ? "true" : "false"),
    ];

    public static async Task<ExternalDesk> Open()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var desk = new ExternalDesk(app);
        app.Run(desk.Answer);
        await app.StartAsync();
        return desk;
    }

    /// <summary>From now on it signs with another key, and publishes that alone.</summary>
    public void ChangeKey() => _key = NewKey();

    public static SigningCredentials NewKey() =>
        new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") }, SecurityAlgorithms.RsaSha512);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task Answer(HttpContext context) => context.Request.Path.Value switch
    {
        "/.well-known/openid-configuration" => Write(context, Discovery()),
        "/keys" => Write(context, Keys()),
        "/authorize" => Authorize(context),
        "/token" => Token(context),
        "/user" when context.Request.Headers.Authorization == "Bearer token" => Write(context, User),
        "/end" when EndsSessions => End(context),
        _ => Refuse(context, "no such page"),
    };

    private string Discovery()
    {
        var document = new JsonObject
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = Issuer + "/authorize",
            ["token_endpoint"] = Issuer + "/token",
            ["userinfo_endpoint"] = Issuer + "/user",
            ["jwks_uri"] = Issuer + "/keys",
        };
        if (EndsSessions) document["end_session_endpoint"] = Issuer + "/end";
        return document.ToJsonString();
    }

    private string Keys()
    {
        var key = JsonWebKeyConverter.ConvertFromSecurityKey(new RsaSecurityKey(((RsaSecurityKey)_key.Key).Rsa.ExportParameters(includePrivateParameters: false)) { KeyId = _key.Key.KeyId });
        return JsonSerializer.Serialize(new { keys = new[] { new { kty = key.Kty, use = "sig", kid = key.Kid, n = key.N, e = key.E } } });
    }

    private Task Authorize(HttpContext context)
    {
        var query = Asked = context.Request.Query;
        if (query["response_type"] != "code" || query["client_id"] != ClientId || query["code_challenge_method"] != "S256"
            || query["nonce"].ToString().Length == 0) return Refuse(context, "authorize");
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (query["code_challenge"].ToString(), query["nonce"].ToString());
        context.Response.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"].ToString())}");
        return Task.CompletedTask;
    }

    private async Task Token(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var verifier = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (await ProblemOfClient(form) is { } problem) await Refuse(context, problem);
        else if (!_codes.Remove(form["code"].ToString(), out var begun) || begun.Challenge != verifier) await Refuse(context, "code");
        else await Write(context,
            JsonSerializer.Serialize(new
            {
                access_token = "token",
                token_type = "Bearer",
                expires_in = 300,
                id_token = IdToken(begun.Nonce)
            }));
    }

    private async Task<string?> ProblemOfClient(IFormCollection form)
    {
        if (ClientKey is null) return form["client_secret"] == "secret" && form["client_id"] == ClientId ? null : "secret";
        if (form.ContainsKey("client_secret")) return "a secret beside the assertion";
        if (form["client_assertion_type"] != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer") return "assertion type";
        var judged = await new JsonWebTokenHandler().ValidateTokenAsync(form["client_assertion"].ToString(), new TokenValidationParameters
        {
            ValidIssuer = ClientId,
            ValidAudience = Issuer + "/token",
            IssuerSigningKey = ClientKey,
            RequireExpirationTime = true,
            LifetimeValidator = (_, expires, _, _) => expires > Now().UtcDateTime && expires <= Now().UtcDateTime.AddMinutes(5),
        });
        if (!judged.IsValid) return judged.Exception.GetType().Name;
        var assertion = (JsonWebToken)judged.SecurityToken;
        if (assertion.Subject != ClientId) return "subject";
        return _assertions.Add(assertion.Id) ? null : "assertion used twice";
    }

    private string IdToken(string nonce)
    {
        var now = DateTimeOffset.UtcNow;
        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["aud"] = ClientId,
            ["nonce"] = nonce,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
        };
        if (Subject() is { } subject) claims["sub"] = subject;
        Alter?.Invoke(claims);
        return (Sign ?? ((payload, key) => new JsonWebTokenHandler().CreateToken(payload, key)))(claims.ToJsonString(), _key);
    }

    private JsonNode? Subject()
    {
        try
        {
            return JsonNode.Parse(User) is JsonObject user ? user["sub"]?.DeepClone() : JsonValue.Create("4711");
        }
        catch (JsonException)
        {
            return JsonValue.Create("4711");
        }
    }

    private Task End(HttpContext context)
    {
        Ended = context.Request.Query;
        context.Response.Redirect($"{Ended["post_logout_redirect_uri"]}?state={Uri.EscapeDataString(Ended["state"].ToString())}");
        return Task.CompletedTask;
    }

    private static Task Write(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    private Task Refuse(HttpContext context, string why)
    {
        Refusals.Add(why);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
