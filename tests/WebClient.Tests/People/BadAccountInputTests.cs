using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OutreachSilo.Common;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts;
using OutreachSilo.People.Accounts.Passkeys;
using OutreachSilo.People.Accounts.Recovery;
using OutreachSilo.People.Accounts.Sessions;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.People;

/// <summary>One door with pages and two accounts for all of <see cref="BadAccountInputTests"/>.</summary>
public sealed class OpenPages : IAsyncLifetime
{
    public const string Ana = "ana@example.org";
    public const string Ben = "ben@example.org";

    internal Door Door { get; private set; } = null!;

    internal string AnasId { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Door = await Door.OpenWithPages();
        AnasId = await Door.Member(Ana);
        await Door.Member(Ben);
    }

    public ValueTask DisposeAsync() => Door.DisposeAsync();
}

/// <summary>What people, scripts and attackers send to the pages of accounts: refused in words, never a fault, and nobody gets in.</summary>
public sealed class BadAccountInputTests(OpenPages open) : IClassFixture<OpenPages>
{
    private const string Security = "/account/security";

    private readonly Door _door = open.Door;

    public static TheoryData<string> BadAddresses =>
    [
        "", " ", "ana", "@", "@example.org", "ana@", "ana@@example.org", "ana@b@example.org", "ana @example.org", "ana@exam ple.org", "ana@example.org\0", "ana@example.org\r\nBcc: eve@evil.example",
        "ana@example.org\nSubject: hello", "ana@example.org%0d%0aBcc:eve@evil.example", "ana@example.org,eve@evil.example", "ana@example.org;eve@evil.example", "\"Ana\" <ana@example.org>",
        "\u202eana@example.org", "ana@example.org\u200b", "аna@example.org", "' OR 1=1 --@x", "ana@example.org' --", "ana@[127.0.0.1]", "${jndi:ldap://x}@y",
        "<script>@x", new string('a', 250) + "@example.org", new string('a', 70_000),
    ];

    public static TheoryData<string> BadReturnAddresses =>
    [
        "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "http:evil.example", "javascript:alert(1)", "data:text/html,x", "/\t/evil.example", "/\n/evil.example",
        "evil.example", "@evil.example", " //evil.example", "/\0/x", "%2f%2fevil.example", "/" + new string('a', 3_000),
    ];

    public static TheoryData<string> BadCredentials =>
    [
        "", " ", "null", "[]", "{}", "1", "\"x\"", "{", "not json", "{\"id\":1}", """{"id":"AAAA","rawId":"AAAA","type":"public-key"}""", """{"id":"AAAA","rawId":"AAAA","type":"password","response":{}}""",
        """{"id":"!!","rawId":"!!","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"!!","authenticatorData":"!!","signature":"!!"}}""",
        """{"id":"AAAA","rawId":"AAAA","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"bnVsbA","authenticatorData":"AAAA","signature":"AAAA"}}""",
        """{"id":"AAAA","rawId":"AAAA","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"e30","attestationObject":"o2NmbXRkbm9uZQ"}}""",
        new string('[', 15_000), new string('x', 20_000), "{\"id\":\"\\ud800\"}",
    ];

    public static TheoryData<string> BadStates => ["", " ", "x", "AAAA", "CfDJ8", new string('A', 15_000), new string('A', 20_000), "\u0000", "é"];

    [Theory, MemberData(nameof(BadAddresses))]
    public async Task An_address_that_is_none_signs_nobody_in_and_gets_no_mail(string email)
    {
        var caller = new Caller(_door);
        var signIn = await caller.Post("/sign-in", "sign-in", ("Email", email), ("Password", Members.Password));
        Assert.InRange((int)signIn.Status, 200, 499);
        Assert.Equal("", signIn.Leads);
        Assert.DoesNotContain("outreach", caller.Cookies.Keys);
        Assert.InRange((int)(await caller.Post("/recover", "recover", ("Email", email))).Status, 200, 499);
        var api = await _door.Client().SendAsync(Request(HttpMethod.Post, "/api/v1/session", JsonSerializer.Serialize(new { email, password = Members.Password })));
        Assert.Contains(api.StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.RequestEntityTooLarge });
        Assert.Equal(0, await _door.With<AccountsDb, int>(accounts => accounts.Set<StoredMail>().CountAsync()));
    }

    [Theory]
    [InlineData(201)]
    [InlineData(10_000)]
    [InlineData(60_000)]
    [InlineData(70_000)]
    [InlineData(5_000_000)]
    public async Task A_huge_password_is_refused_before_any_work_is_done_on_it(int characters)
    {
        var password = new string('x', characters);
        var before = await Attempts();
        var caller = new Caller(_door);
        var page = await caller.Post("/sign-in", "sign-in", ("Email", OpenPages.Ana), ("Password", password));
        Assert.Equal(characters < 65_000 ? HttpStatusCode.OK : HttpStatusCode.RequestEntityTooLarge, page.Status);
        var api = await _door.TrySignIn(OpenPages.Ana, password);
        Assert.Equal(characters < 65_000 ? HttpStatusCode.Unauthorized : HttpStatusCode.RequestEntityTooLarge, api.StatusCode);
        Assert.Equal(before, await Attempts());
    }

    [Theory]
    [InlineData("\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("' OR '1'='1' --")]
    [InlineData("\ud800\ud800\ud800\ud800\ud800")]
    [InlineData("A LONG ENOUGH PASSWORD")]
    [InlineData(" a long enough password")]
    [InlineData("a long enough password\0")]
    public async Task A_password_that_is_nearly_right_is_wrong(string password)
    {
        var caller = new Caller(_door);
        Assert.Equal("", (await caller.Post("/sign-in", "sign-in", ("Email", OpenPages.Ana), ("Password", password))).Leads);
        await _door.SignIn(OpenPages.Ana);
    }

    [Theory, MemberData(nameof(BadReturnAddresses))]
    public async Task Signing_in_leads_to_this_site_only(string returnUrl)
    {
        var answer = await new Caller(_door).Post("/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl), "sign-in", ("Email", OpenPages.Ana), ("Password", Members.Password));
        Assert.Equal("/", answer.Leads);
        Assert.False(answer.Response.Headers.Location!.IsAbsoluteUri && answer.Response.Headers.Location.Host != "localhost");
    }

    [Fact]
    public async Task A_recovery_link_that_was_tampered_with_opens_nothing()
    {
        await using var scope = _door.App.Services.CreateAsyncScope();
        var links = scope.ServiceProvider.GetRequiredService<RecoveryLinks>();
        var user = (await scope.ServiceProvider.GetRequiredService<AccountAdministration>().Find(OpenPages.Ana, TestContext.Current.CancellationToken))!;
        var good = links.Make(user).Token;
        Assert.NotNull(await links.Read(good));
        var question = await (new Caller(_door)).Token("/sign-in");
        string?[] spoilt =
        [
            null, "", ".", "x", "AAAA", good[..^1], good[..^10], good[1..], good + "A", good + good, good.ToUpperInvariant(), good.Replace('A', 'B'), "A" + good[1..], good[..50] + "AAAA" + good[54..],
            question, new string('A', 900), new string('A', 100_000), good + "%00", good + " ", "é" + good, "../" + good, good + "=", good.Insert(20, "\n"),
        ];
        foreach (var token in spoilt) Assert.Null(await links.Read(token));
        foreach (var token in new[] { "x", "AAAA", good[..^1], "%2e%2e", "<script>", new string('A', 2_000) })
            Assert.InRange((int)(await new Caller(_door).Get("/recover/" + token)).Status, 200, 499);
    }

    [Theory, MemberData(nameof(BadCredentials))]
    public async Task An_answer_of_no_authenticator_opens_nothing_and_makes_nothing(string credential)
    {
        var ana = await SignedIn();
        foreach (var (caller, page, address) in new[] { (new Caller(_door), "/sign-in", PasskeyEndpoints.AskForAny), (ana, Security, PasskeyEndpoints.AskForNew) })
        {
            var asked = await caller.Send(new HttpRequestMessage(HttpMethod.Post, address).With("RequestVerificationToken", await caller.Token(page)));
            var state = JsonDocument.Parse(asked.Text).RootElement.GetProperty("state").GetString();
            var answer = await caller.Post(page, "passkey", ("Name", "Key"), ("Credential", credential), ("State", state));
            Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Leads));
        }

        Assert.Empty(await _door.With<PasskeyService, IReadOnlyList<PasskeyView>>(passkeys => passkeys.Of(open.AnasId)));
    }

    [Theory, MemberData(nameof(BadStates))]
    public async Task An_answer_to_a_question_that_was_never_put_opens_nothing(string state)
    {
        using var key = new Authenticator();
        var options = JsonDocument.Parse("""{"challenge":"AAAAAAAAAAAAAAAAAAAAAA"}""").RootElement;
        var answer = await new Caller(_door).Post("/sign-in", "passkey", ("Credential", key.Use(options)), ("State", state));
        Assert.InRange((int)answer.Status, 200, 499);
        Assert.Equal("", answer.Leads);
    }

    [Theory]
    [InlineData("end", "")]
    [InlineData("end", "00000000000000000000000000000000")]
    [InlineData("end", "' OR 1=1")]
    [InlineData("remove", "")]
    [InlineData("remove", "!!!!")]
    [InlineData("remove", "AAAA")]
    [InlineData("rename", "AAAA")]
    [InlineData("unlink", "nowhere")]
    [InlineData("drop", "AAAA")]
    [InlineData("", "")]
    public async Task A_command_about_nothing_changes_nothing(string command, string target)
    {
        var answer = await (await SignedIn()).Post(Security, "command", ("Command", command), ("Target", target), ("Name", "x"));
        Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Leads));
        Assert.Contains("There is a problem", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_of_somebody_else_is_not_ended()
    {
        var cookie = await _door.SignIn(OpenPages.Ben);
        var target = _door.TicketOf(cookie).Principal.FindFirst(OutreachClaims.Session)!.Value;
        Assert.Equal("", (await (await SignedIn()).Post(Security, "command", ("Command", "end"), ("Target", target))).Leads);
        Assert.Equal(HttpStatusCode.OK, await _door.Me(cookie));
    }

    [Theory]
    [InlineData("/sign-in", "sign-in")]
    [InlineData("/sign-in", "passkey")]
    [InlineData("/sign-out", "sign-out")]
    [InlineData("/recover", "recover")]
    [InlineData("/recover/forged", "new-password")]
    [InlineData("/account/password", "password")]
    [InlineData(Security, "command")]
    [InlineData(Security, "passkey")]
    public async Task A_form_without_its_token_or_from_another_site_does_nothing(string page, string handler)
    {
        var ana = await SignedIn();
        var token = await ana.Token("/sign-in");
        (string, string?)[] fields = [("_handler", handler), ("Email", OpenPages.Ana), ("Password", Members.Password), ("Command", "end-others")];
        Assert.Equal(HttpStatusCode.BadRequest, (await ana.PostTo(page, fields)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await ana.PostTo(page, [.. fields, ("__RequestVerificationToken", "forged")])).Status);
        // The token of somebody else, and a good one without its cookie.
        Assert.Equal(HttpStatusCode.BadRequest, (await ana.PostTo(page, [.. fields, ("__RequestVerificationToken", await new Caller(_door).Token("/sign-in"))])).Status);
        foreach (var (header, value) in new[] { ("Origin", "https://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site") })
        {
            var content = new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2!)), KeyValuePair.Create("__RequestVerificationToken", token)]);
            Assert.Equal(HttpStatusCode.Forbidden, (await ana.Send(new HttpRequestMessage(HttpMethod.Post, page) { Content = content }.With(header, value))).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await ana.Get(Security)).Status);
    }

    [Fact]
    public async Task A_cookie_that_is_old_forged_or_for_something_else_is_nobody()
    {
        var good = await _door.SignIn(OpenPages.Ben);
        var value = good[(good.IndexOf('=', StringComparison.Ordinal) + 1)..];
        var expired = _door.Cookie(open.AnasId, _door.Time.GetUtcNow().AddSeconds(-1));
        foreach (var cookie in new[]
                 {
                     expired, $"outreach={value[..^1]}", $"outreach={value[..^4]}AAAA", "outreach=", "outreach=AAAA",
                         $"outreach={new string('A', 6_000)}", $"outreach-external={value}", $"outreach-form={value}",
                     $"__Host-outreach={value}", "outreach=chunks-2; outreachC1=AAAA", $"outreach={Convert.ToBase64String(Encoding.UTF8.GetBytes("ana"))}",
                 })
            Assert.Equal(HttpStatusCode.Unauthorized, await _door.Me(cookie));
        Assert.Equal(HttpStatusCode.OK, await _door.Me(good));
    }

    [Theory]
    [InlineData("Target")]
    [InlineData("Command")]
    [InlineData("Name")]
    public async Task A_form_with_a_character_that_no_form_has_is_malformed(string field) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await SignedIn()).Post(Security, "command", (field, "\0"))).Status);

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Other_methods_are_not_possible(string method)
    {
        var ana = await SignedIn();
        foreach (var page in new[] { "/sign-in", "/recover", "/recover/x", "/account/password", Security, PasskeyEndpoints.AskForAny,
            PasskeyEndpoints.AskForNew, "/sign-in/external", "/account/external" })
            Assert.InRange((int)(await ana.Send(new HttpRequestMessage(new HttpMethod(method), page))).Status, 400, 499);
    }

    [Theory]
    [InlineData("/account/security")]
    [InlineData("/account/password")]
    [InlineData("/account/external")]
    public async Task Nobody_is_asked_to_sign_in_first(string page) =>
        Assert.StartsWith("/sign-in?returnUrl=", (await new Caller(_door).Get(page)).Leads, StringComparison.Ordinal);

    [Fact]
    public async Task Nothing_personal_is_logged_whatever_happens()
    {
        await using var door = await Door.OpenWithPages();
        await door.Member(OpenPages.Ana);
        await door.TrySignIn(OpenPages.Ana, "wrong password");
        await door.TrySignIn("nobody@example.org");
        await door.SignIn(OpenPages.Ana);
        var caller = new Caller(door);
        await caller.Post("/recover", "recover", ("Email", OpenPages.Ana));
        await caller.Post("/sign-in", "passkey", ("Credential", "{}"), ("State", "x"));
        await caller.Get("/recover/forged");
        await caller.Get("/no-such-page");
        await caller.Send(new HttpRequestMessage(HttpMethod.Post, "/api/v1/session") { Content = new StringContent("""{"email":"ana@example.org""" + "\"", Encoding.UTF8, "application/json") });
        // Control: what the service logs arrives here.
        door.App.Services.GetRequiredService<ILoggerFactory>().CreateLogger<BadAccountInputTests>().LogInformation("Control");
        Assert.Contains(door.Log.Lines, line => line.Contains("Control", StringComparison.Ordinal));
        foreach (var secret in new[] { "example.org", "Okafor", Members.Password, "wrong password" })
            Assert.DoesNotContain(door.Log.Lines, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task One_password_over_many_accounts_is_stopped_by_the_address_it_comes_from()
    {
        await using var door = await Door.Open(false, ("Limits:SignInsPerMinute", "10"));
        var codes = new List<string>();
        for (var account = 0; account < 12; account++) codes.Add(await (await door.TrySignIn($"somebody{account}@example.org", "Winter2026!")).Code());
        Assert.Equal(10, codes.Count(code => code == ProblemCodes.SignInFailed));
        Assert.Equal(ProblemCodes.TooManyRequests, codes[^1]);
    }

    [Fact]
    public async Task Many_addresses_over_one_account_are_stopped_by_the_account_whether_it_exists_or_not()
    {
        await using var door = await Door.Open(true, [.. OpenDoor.NoLimits, ("Proxies:0", "127.0.0.0/8"), ("Limits:AttemptsPerMinute", "10")]);
        await door.Member(OpenPages.Ana);
        foreach (var email in new[] { OpenPages.Ana, "nobody@example.org" })
        {
            var last = "";
            for (var address = 1; address <= 11; address++)
            {
                var request = Request(HttpMethod.Post, "/api/v1/session", JsonSerializer.Serialize(new { email, password = "Winter2026!" })).With("X-Forwarded-For", $"198.51.100.{address}");
                last = await (await door.Client().SendAsync(request, TestContext.Current.CancellationToken)).Code();
            }

            Assert.Equal(ProblemCodes.TooManyRequests, last);
        }
    }

    [Theory]
    [InlineData("/recover")]
    [InlineData(PasskeyEndpoints.AskForAny)]
    [InlineData("/recover/forged")]
    public async Task Asking_for_recovery_and_passkeys_is_limited_as_signing_in_is(string address)
    {
        await using var door = await Door.OpenWithPages(("Limits:SignInsPerMinute", "10"));
        var caller = new Caller(door);
        for (var attempt = 0; attempt < 10; attempt++) Assert.NotEqual(HttpStatusCode.TooManyRequests, (await caller.PostTo(address)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await caller.PostTo(address)).Status);
        Assert.Equal(HttpStatusCode.OK, (await caller.Get("/recover")).Status);
    }

    private Task<int> Attempts() => _door.With<AccountsDb, int>(accounts => accounts.SignInEvents.CountAsync());

    private async Task<Caller> SignedIn()
    {
        var caller = new Caller(_door);
        Assert.Equal("/", (await caller.Post("/sign-in", "sign-in", ("Email", OpenPages.Ana), ("Password", Members.Password))).Leads);
        return caller;
    }
}
