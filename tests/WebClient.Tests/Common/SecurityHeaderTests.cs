using System.Net;
using System.Text.RegularExpressions;
using OutreachSilo.People;

namespace OutreachSilo.Common;

/// <summary>What tells browsers to keep others out: headers, cookies, caches.</summary>
public sealed class SecurityHeaderTests
{
    private const string Ana = "ana@example.org";

    private static readonly string[] Pages = ["/", "/sign-in", "/recover", "/recover/forged", "/search", "/nothing-here", "/forbidden"];

    [Fact]
    public async Task Every_page_forbids_what_it_does_not_need()
    {
        await using var door = await Door.OpenWithPages();
        foreach (var page in Pages)
        {
            var answer = await new Caller(door).Get(page);
            var nonce = Regex.Match(answer.Text, "<script type=\"module\" nonce=\"([^\"]+)\" ").Groups[1].Value;
            Assert.Equal($"default-src 'none'; script-src 'nonce-{WebUtility.HtmlDecode(nonce)}' 'strict-dynamic'; style-src 'nonce-{WebUtility.HtmlDecode(nonce)}'; img-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self'; object-src 'none'; "
                + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'", answer.Header("Content-Security-Policy"));
            Assert.Equal("same-origin", answer.Header("Cross-Origin-Opener-Policy"));
            Assert.Equal("require-corp", answer.Header("Cross-Origin-Embedder-Policy"));
            Assert.Equal("same-origin", answer.Header("Cross-Origin-Resource-Policy"));
            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
            Assert.Equal("same-origin", answer.Header("Referrer-Policy"));
            Assert.Contains("camera=()", answer.Header("Permissions-Policy"), StringComparison.Ordinal);
            Assert.Contains("publickey-credentials-get=(self)", answer.Header("Permissions-Policy"), StringComparison.Ordinal);
            Assert.DoesNotContain("Server", answer.Response.Headers.Select(header => header.Key));
        }
    }

    [Fact]
    public async Task Nobody_is_told_what_serves()
    {
        await using var door = await Door.Open(kestrel: true);
        foreach (var address in new[] { "/health/live", "/api/v1/me", "/nothing-here" }) Assert.Empty((await door.Client().GetAsync(address)).Headers.Server);
    }

    [Fact]
    public async Task No_nonce_comes_twice()
    {
        await using var door = await Door.OpenWithPages();
        var policies = new HashSet<string>(StringComparer.Ordinal);
        foreach (var page in Pages.Concat(Pages)) Assert.True(policies.Add((await new Caller(door).Get(page)).Header("Content-Security-Policy")), page);
    }

    [Fact]
    public async Task No_page_has_anything_inline_that_the_policy_would_forbid()
    {
        await using var door = await Door.OpenWithPages();
        await door.Member(Ana);
        var caller = await SignedIn(door);
        foreach (var page in Pages.Append("/account/security").Append("/account/password").Append("/bookings"))
        {
            var text = (await caller.Get(page)).Text;
            Assert.DoesNotMatch("<script(?![^>]*\\ssrc=)", text);
            Assert.DoesNotMatch("<style|\\sstyle=|\\son[a-z]+=|javascript:", text);
        }
    }

    [Fact]
    public async Task Only_over_https_and_away_from_loopback_is_https_made_to_stay()
    {
        await using var door = await Door.OpenWithPages();
        Assert.Equal(SecurityHeaders.StrictTransportSecurity, (await new Caller(door, "https", "tasters.example").Get("/")).Header("Strict-Transport-Security"));
        foreach (var (scheme, host) in new[] { ("http", "tasters.example"), ("https", "localhost"), ("https", "127.0.0.1"), ("https", "[::1]") })
            Assert.Equal("", (await new Caller(door, scheme, host).Get("/")).Header("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Behind_https_every_cookie_is_secure_hidden_from_script_and_of_this_very_host()
    {
        await using var door = await Door.OpenWithPages(("Mail:PublicUrl", "https://tasters.example"), ("SignIn:PasskeyDomain", "localhost"));
        await door.Member(Ana);
        // The proxy has taken TLS off.
        var caller = new Caller(door, host: "tasters.example");
        var page = await caller.Get("/sign-in");
        Assert.Equal(SecurityHeaders.StrictTransportSecurity, page.Header("Strict-Transport-Security"));
        var signedIn = await caller.Post("/sign-in", "sign-in", ("Email", Ana), ("Password", Members.Password));
        Assert.Equal(["__Host-outreach", "__Host-outreach-form"], caller.Cookies.Keys.Order(StringComparer.Ordinal));
        foreach (var cookie in page.SetCookies.Concat(signedIn.SetCookies))
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            foreach (var flag in new[] { "secure", "httponly", "path=/", "samesite=" }) Assert.Contains(flag, cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task On_plain_loopback_cookies_work_without_tls()
    {
        await using var door = await Door.OpenWithPages();
        await door.Member(Ana);
        var caller = await SignedIn(door);
        Assert.Equal(["outreach", "outreach-form"], caller.Cookies.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_made_for_one_person_stays_out_of_caches()
    {
        await using var door = await Door.OpenWithPages();
        await door.Member(Ana);
        var caller = await SignedIn(door);
        foreach (var address in new[] { "/", "/account/security", "/bookings", "/search", "/api/v1/me", "/api/v1/practices", "/sign-in", "/recover/forged" })
            Assert.Contains("no-store", (await caller.Get(address)).Header("Cache-Control"), StringComparison.Ordinal);
        foreach (var address in new[] { "/sign-in", "/recover", "/recover/forged" })
            Assert.Contains("no-store", (await new Caller(door).Get(address)).Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Equal("", (await new Caller(door).Get("/api/v1/practices")).Header("Cache-Control"));
    }

    [Theory]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("10.0.0.0/8", HttpStatusCode.TooManyRequests)]
    public async Task Who_asks_is_believed_from_a_known_proxy_only(string proxy, HttpStatusCode fourth)
    {
        await using var door = await Door.Open(true, ("Proxies:0", proxy), ("Limits:AnonymousPerMinute", "1"));
        HttpStatusCode last = default;
        for (var visitor = 1; visitor <= 12; visitor++)
            last = (await door.Client().SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/practices").With("X-Forwarded-For", $"192.0.2.{visitor}"), TestContext.Current.CancellationToken)).StatusCode;
        Assert.Equal(fourth, last);
    }

    [Fact]
    public async Task A_proxy_that_is_none_stops_the_start() =>
        Assert.Contains("Proxies has 'gateway'", (await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => Door.Open(false, ("Proxies:0", "gateway")))).Message, StringComparison.Ordinal);

    private static async Task<Caller> SignedIn(Door door)
    {
        var caller = new Caller(door);
        Assert.Equal("/", (await caller.Post("/sign-in", "sign-in", ("Email", Ana), ("Password", Members.Password))).Leads);
        return caller;
    }
}
