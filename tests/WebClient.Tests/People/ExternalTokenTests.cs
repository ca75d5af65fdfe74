using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts.ExternalSignIn;

namespace OutreachSilo.People;

/// <summary>Who a provider says somebody is counts only in a token that it signed for us, now, and for this attempt.</summary>
public sealed class ExternalTokenTests : IAsyncLifetime
{
    private const string Ana = "ana@example.org";

    private ExternalDesk _desk = null!;
    private string _folder = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await ExternalDesk.Open();
        _desk.User = """{"sub":"4711","email":"ana@example.org","email_verified":true}""";
        _folder = Directory.CreateTempSubdirectory("keys").FullName;
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What an id token may have wrong.</summary>
    private static readonly Dictionary<string, Action<ExternalDesk>> Ways = new(StringComparer.Ordinal)
    {
        { "another nonce", desk => desk.Alter = claims => claims["nonce"] = "of-another-attempt" },
        { "no nonce", desk => desk.Alter = claims => claims.Remove("nonce") },
        { "another issuer", desk => desk.Alter = claims => claims["iss"] = "https://login.example" },
        { "another audience", desk => desk.Alter = claims => claims["aud"] = "another-client" },
        { "a list of other audiences", desk => desk.Alter = claims => claims["aud"] = new JsonArray("another-client") },
        { "expired", desk => desk.Alter = claims => claims["exp"] = DateTimeOffset.UtcNow.AddMinutes(-10).ToUnixTimeSeconds() },
        { "no end", desk => desk.Alter = claims => claims.Remove("exp") },
        { "not yet valid", desk => desk.Alter = claims => claims["nbf"] = DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeSeconds() },
        { "no subject", desk => desk.Alter = claims => claims.Remove("sub") },
        { "unsigned", desk => desk.Sign = (payload, _) => new JsonWebTokenHandler().CreateToken(payload) },
        { "its signature cut off", desk => desk.Sign = (payload, key) => new JsonWebTokenHandler().CreateToken(payload, key) is var token
            ? token[..(token.LastIndexOf('.') + 1)] : "" },
        { "signed by another key", desk => desk.Sign = (payload, key) => new JsonWebTokenHandler().CreateToken(payload, Other(key)) },
        { "signed by an unknown key", desk => desk.Sign = (payload, _) =>
            new JsonWebTokenHandler().CreateToken(payload, ExternalDesk.NewKey()) },
        { "signed by the shared secret", desk => desk.Sign = (payload, key) =>
            new JsonWebTokenHandler().CreateToken(payload, Secret(key)) },
        { "changed afterwards", desk => desk.Sign = (payload, key) => Changed(new JsonWebTokenHandler().CreateToken(payload, key)) },
        { "no token", desk => desk.Sign = (_, _) => "" },
        { "another person's user information", desk =>
            (desk.User, desk.Alter) = ("""{"sub":"4712","email":"ana@example.org","email_verified":true}""", claims =>
            claims["sub"] = "4711") },
    };

    public static TheoryData<string> Forgeries => [.. Ways.Keys];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_token_that_proves_nothing_opens_nothing(string what)
    {
        await using var door = await Door.OpenWithPages(_desk.Settings(trustsEmail: true));
        await door.Member(Ana);
        Ways[what](_desk);
        var caller = new Caller(door);
        Assert.Equal("/sign-in?done=external-failed", (await caller.SignInExternally()).Leads);
        Assert.DoesNotContain("outreach", caller.Cookies.Keys);
        Assert.Empty(await door.Told(Ana));
    }

    [Fact]
    public async Task What_the_token_says_itself_needs_no_user_information()
    {
        _desk.User = """{"sub":"4711"}""";
        _desk.Alter = claims => (claims["email"], claims["email_verified"]) = (Ana, true);
        await using var door = await Door.OpenWithPages(_desk.Settings(trustsEmail: true));
        await door.Member(Ana);
        Assert.Equal("/", (await new Caller(door).SignInExternally()).Leads);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_provider_may_change_its_key()
    {
        await using var door = await Door.OpenWithPages(_desk.Settings(trustsEmail: true));
        await door.Member(Ana);
        Assert.Equal("/", (await new Caller(door).SignInExternally()).Leads);
        _desk.ChangeKey();
        // The first answer with an unknown key has the keys read again, beside the request.
        while ((await new Caller(door).SignInExternally()).Leads != "/") TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
    }

    [Fact]
    public async Task An_answer_is_taken_once()
    {
        await using var door = await Door.OpenWithPages(_desk.Settings(trustsEmail: true));
        await door.Member(Ana);
        var caller = new Caller(door);
        var cookies = new Dictionary<string, string>(caller.Cookies);
        var back = await caller.BeginExternally();
        foreach (var (name, value) in caller.Cookies) cookies[name] = value;
        Assert.Equal("/sign-in/external", (await caller.Get(back)).Leads.Split('?')[0]);
        Assert.Equal("/sign-in?done=external-failed", (await caller.Get(back)).Leads);

        // Not even by a browser that kept the cookies of the attempt: the provider gives a token for a code once.
        foreach (var (name, value) in cookies) caller.Cookies[name] = value;
        Assert.Equal("/sign-in?done=external-failed", (await caller.Get(back)).Leads);
    }

    [Theory]
    [InlineData("RS512")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task A_client_proves_itself_by_a_signed_assertion(string algorithm)
    {
        await using var door = await DoorWithKey(algorithm, publishes: true);
        Assert.Equal("/", (await new Caller(door).SignInExternally()).Leads);
        Assert.Equal("/", (await new Caller(door).SignInExternally()).Leads);
        Assert.Empty(_desk.Refusals);
    }

    [Fact]
    public async Task An_assertion_signed_by_another_key_is_refused()
    {
        await using var door = await DoorWithKey("RS512", publishes: false);
        Assert.Equal("/sign-in?done=external-failed", (await new Caller(door).SignInExternally()).Leads);
        Assert.Equal(["SecurityTokenSignatureKeyNotFoundException"], _desk.Refusals);
    }

    [Fact]
    public async Task More_parameters_and_scopes_travel_with_the_request()
    {
        await using var door = await Door.OpenWithPages(
            [.. _desk.Settings(), ("SignIn:External:0:Parameters:vtr", "[\"P9.Cp.Cd\"]"),
                ("SignIn:External:0:Parameters:acr_values", "aal2"), ("SignIn:External:0:Parameters:prompt", "login"),
                ("SignIn:External:0:Scopes", "openid profile")]);
        await new Caller(door).BeginExternally();
        Assert.Equal(("[\"P9.Cp.Cd\"]", "aal2", "login", "openid profile"),
            (_desk.Asked["vtr"].ToString(), _desk.Asked["acr_values"].ToString(), _desk.Asked["prompt"].ToString(),
            _desk.Asked["scope"].ToString()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Signing_out_ends_the_session_there_too_where_the_provider_can(bool ends)
    {
        _desk.EndsSessions = ends;
        await using var door = await Door.OpenWithPages(_desk.Settings(trustsEmail: true));
        await door.Member(Ana);
        var caller = new Caller(door);
        Assert.Equal("/", (await caller.SignInExternally()).Leads);
        Assert.Equal("/sign-out/external", (await caller.Post("/sign-out", "sign-out")).Leads);
        Assert.DoesNotContain("outreach", caller.Cookies.Keys);
        var left = await caller.Get("/sign-out/external");
        Assert.DoesNotContain("outreach-external-session", caller.Cookies.Keys);
        if (!ends)
        {
            Assert.Equal("/", left.Leads);
            return;
        }

        var back = await ExternalCalls.Visit(left);
        Assert.Equal(ExternalDesk.ClientId, _desk.Ended!["client_id"]);
        Assert.Equal("4711", new JsonWebToken(_desk.Ended["id_token_hint"].ToString()).Subject);
        Assert.Equal("/", (await caller.Get(back)).Leads);
        Assert.Equal("/", (await caller.Get("/sign-out/external")).Leads);
    }

    [Fact]
    public async Task Whoever_is_signed_in_is_not_signed_out_by_a_link()
    {
        _desk.EndsSessions = true;
        await using var door = await Door.OpenWithPages(_desk.Settings(trustsEmail: true));
        await door.Member(Ana);
        var caller = new Caller(door);
        await caller.SignInExternally();
        Assert.Equal("/", (await caller.Get("/sign-out/external")).Leads);
        Assert.Equal(HttpStatusCode.OK, (await caller.Get("/account/security")).Status);
    }

    [Fact]
    public async Task A_provider_that_is_away_leads_back_to_the_sign_in_page()
    {
        var settings = _desk.Settings();
        await using var door = await Door.OpenWithPages(settings);
        await _desk.DisposeAsync();
        var caller = new Caller(door);
        Assert.Equal("/sign-in?done=external-failed",
            (await caller.PostTo("/sign-in/external/city", ("__RequestVerificationToken", await caller.Token("/sign-in")))).Leads);
    }

    [Theory]
    [InlineData("KeyFile", "/nowhere/key.pem", "and not both")]
    [InlineData("Parameters:state", "x", "Parameters:state is set by the protocol itself")]
    [InlineData("Parameters:Redirect_Uri", "x", "is set by the protocol itself")]
    [InlineData("Origins", "http://login.example", "Origins takes https addresses")]
    public async Task A_setting_that_makes_no_sense_stops_the_start(string key, string value, string message) =>
        Assert.Contains(message, (await Refused(($"SignIn:External:0:{key}", value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("RS512", "missing")]
    [InlineData("RS512", "not a key")]
    [InlineData("RS512", "ES256")]
    [InlineData("ES256", "RS512")]
    [InlineData("HS256", "RS512")]
    [InlineData("none", "RS512")]
    public async Task A_key_that_does_not_fit_stops_the_start(string algorithm, string content)
    {
        var file = Path.Combine(_folder, "bad.pem");
        if (content == "not a key") await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        else if (content != "missing") WriteKey(file, content);
        var refused = await Refused(("SignIn:External:0:ClientSecret", ""), ("SignIn:External:0:KeyFile", file),
            ("SignIn:External:0:KeyAlgorithm", algorithm));
        Assert.Contains("SignIn:External:0:Key", refused.Message, StringComparison.Ordinal);
    }

    private async Task<OptionsValidationException> Refused(params (string, string)[] settings) =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => Door.Open(false, [.. _desk.Settings(), .. settings]));

    private async Task<Door> DoorWithKey(string algorithm, bool publishes)
    {
        var file = Path.Combine(_folder, algorithm + ".pem");
        var key = WriteKey(file, algorithm);
        _desk.ClientKey = publishes ? key : ExternalDesk.NewKey().Key;
        var door = await Door.OpenWithPages(
            [.. _desk.Settings(trustsEmail: true), ("SignIn:External:0:ClientSecret", ""), ("SignIn:External:0:KeyFile", file),
                ("SignIn:External:0:KeyId", "key-1"), ("SignIn:External:0:KeyAlgorithm", algorithm)]);
        _desk.Now = door.Time.GetUtcNow;
        await door.Member(Ana);
        return door;
    }

    /// <summary>Writes a private key; its public half.</summary>
    private static SecurityKey WriteKey(string file, string algorithm)
    {
        if (algorithm[0] == 'E')
        {
            using var elliptic = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            File.WriteAllText(file, elliptic.ExportPkcs8PrivateKeyPem());
            return new ECDsaSecurityKey(ECDsa.Create(elliptic.ExportParameters(includePrivateParameters: false))) { KeyId = "key-1" };
        }

        using var rsa = RSA.Create(2048);
        File.WriteAllText(file, rsa.ExportPkcs8PrivateKeyPem());
        return new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: false)) { KeyId = "key-1" };
    }

    private static SigningCredentials Other(SigningCredentials key)
    {
        var other = ExternalDesk.NewKey();
        other.Key.KeyId = key.Key.KeyId;
        return other;
    }

    /// <summary>The published key as if it were a secret: what everybody can sign with.</summary>
    private static SigningCredentials Secret(SigningCredentials key) =>
        new(new SymmetricSecurityKey(((RsaSecurityKey)key.Key).Rsa.ExportRSAPublicKey()) { KeyId = key.Key.KeyId },
            SecurityAlgorithms.HmacSha256);

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var claims = JsonNode.Parse(Base64UrlEncoder.Decode(parts[1]))!.AsObject();
        claims["sub"] = "4712";
        return $"{parts[0]}.{Base64UrlEncoder.Encode(claims.ToJsonString())}.{parts[2]}";
    }
}
