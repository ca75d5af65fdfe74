using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.People.Accounts;

public sealed class AccountTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    private const string Password = "a long enough password";

    private readonly Door _door = open.Door;

    private static NewAccount Doctor(string email) => new(email, "Dr Ana Okafor", Password, [Roles.Doctor], null, []);

    [Fact]
    public async Task Whoever_signs_in_is_known_by_name_role_and_claims_until_they_sign_out()
    {
        await Make(new NewAccount("mara@example.org", "Mara Quinn", Password, [Roles.PracticeManager, Roles.Coordinator], "Y61", ["K81002", "K81001"]));
        var response = await SignIn("MARA@example.org", Password);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("outreach=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        var me = await (await _door.Client(cookie.Split(';')[0]).GetAsync("/api/v1/me")).Json();
        Assert.Equal("Mara Quinn", me.GetProperty("name").GetString());
        Assert.Equal("""["coordinator","practice-manager"]""", me.GetProperty("roles").GetRawText());
        Assert.Equal("Y61", me.GetProperty("region").GetString());
        Assert.Equal("""["K81001","K81002"]""", me.GetProperty("practices").GetRawText());
        var signedOut = await _door.Client(cookie.Split(';')[0]).DeleteAsync("/api/v1/session");
        Assert.Contains(signedOut.Headers.GetValues("Set-Cookie"), header => header.StartsWith("outreach=;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Over_https_the_cookie_is_secure()
    {
        await Make(Doctor("secure@example.org"));
        var request = Request(HttpMethod.Post, "https://localhost/api/v1/session", Body("secure@example.org", Password));
        Assert.Contains("secure", (await _door.Client().SendAsync(request)).Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_look_the_same_and_five_lock()
    {
        await Make(Doctor("lock@example.org"));
        var unknown = await SignIn("nobody@example.org", "wrong password");
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var wrong = await SignIn("lock@example.org", "wrong password");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
            if (attempt == 0) Assert.Equal((await unknown.Json()).GetProperty("detail").GetString(), (await wrong.Json()).GetProperty("detail").GetString());
            Assert.Equal(attempt < 4 ? ProblemCodes.SignInFailed : ProblemCodes.SignInLocked, await wrong.Code());
        }

        Assert.Equal(ProblemCodes.SignInLocked, await (await SignIn("lock@example.org", Password)).Code());
    }

    [Fact]
    public async Task Trying_five_times_does_not_tell_which_addresses_have_an_account()
    {
        await using var door = await Door.Open();
        await door.Member("known@example.org");
        var (known, unknown) = (await Codes(door, "known@example.org"), await Codes(door, "unknown@example.org"));
        Assert.Equal(known, unknown);
        Assert.Equal([.. Enumerable.Repeat(ProblemCodes.SignInFailed, 4), ProblemCodes.SignInLocked, ProblemCodes.SignInLocked], known);
        door.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(ProblemCodes.SignInFailed, await (await door.TrySignIn("unknown@example.org")).Code());
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-at-sign")]
    [InlineData("two@at@signs")]
    [InlineData("a@b\r\nBcc: c@d")]
    [InlineData("sp ace@example.org")]
    [InlineData("@example.org")]
    public async Task An_address_that_is_none_makes_no_account_and_signs_nobody_in(string email)
    {
        await using var scope = _door.App.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<AccountAdministration>().Create(Doctor(email));
        Assert.Contains(made.Problems, problem => problem.StartsWith("Enter an email address", StringComparison.Ordinal));
        Assert.Equal(ProblemCodes.SignInFailed, await (await SignIn(email, "whatever it is")).Code());
    }

    [Fact]
    public async Task An_account_says_everything_that_is_wrong_with_it()
    {
        await using var scope = _door.App.Services.CreateAsyncScope();
        var administration = scope.ServiceProvider.GetRequiredService<AccountAdministration>();
        Assert.Equal(4, (await administration.Create(new NewAccount("x@example.org", "", Password, ["king"], "Y61", ["K8"], null))).Problems.Count);
        Assert.False((await administration.Create(Doctor("short@example.org") with { Password = "short" })).Succeeded);
        Assert.Null(await administration.Find("short@example.org"));
        Assert.True((await administration.Create(Doctor("twice@example.org"))).Succeeded);
        Assert.False((await administration.Create(Doctor("TWICE@example.org"))).Succeeded);
        Assert.Equal(20, AccountAdministration.GeneratePassword().Length);
    }

    [Fact]
    public async Task Demo_accounts_are_made_once_and_people_have_names()
    {
        await using var scope = _door.App.Services.CreateAsyncScope();
        var demo = scope.ServiceProvider.GetRequiredService<IDemoAccounts>();
        NewAccount[] accounts = [Doctor("demo@example.org"), new("host@example.org", "Host", Password, [Roles.PracticeManager], null, ["K81001"])];
        var first = await demo.Ensure(accounts);
        Assert.Equal(first, await demo.Ensure(accounts));
        var person = Assert.Single(first).Value;
        Assert.Equal(32, person.Length);
        Assert.Equal(HttpStatusCode.NoContent, (await SignIn("demo@example.org", Password)).StatusCode);
        var names = await scope.ServiceProvider.GetRequiredService<IPeopleNames>().NamesOf([person, "1a2b0000000000000000000000000000", person]);
        Assert.Equal(["Dr Ana Okafor", "Applicant 1a2b"], names.Values);
    }

    [Theory]
    [InlineData("/bookings?x=1", "/bookings?x=1")]
    [InlineData("/", "/")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/a\r\nSet-Cookie: x", "/")]
    [InlineData("/\t/evil.example", "/")]
    public void Signing_in_leads_to_this_site_only(string? returnUrl, string target) => Assert.Equal(target, Routes.LocalOrHome(returnUrl));

    private static async Task<List<string>> Codes(Door door, string email)
    {
        var codes = new List<string>();
        for (var attempt = 0; attempt < 6; attempt++) codes.Add(await (await door.TrySignIn(email, "wrong password")).Code());
        return codes;
    }

    private async Task Make(NewAccount account)
    {
        await using var scope = _door.App.Services.CreateAsyncScope();
        Assert.Empty((await scope.ServiceProvider.GetRequiredService<AccountAdministration>().Create(account)).Problems);
    }

    private Task<HttpResponseMessage> SignIn(string email, string password) => _door.Client().SendAsync(Request(HttpMethod.Post, "/api/v1/session", Body(email, password)));

    private static string Body(string email, string password) => System.Text.Json.JsonSerializer.Serialize(new { email, password });
}
