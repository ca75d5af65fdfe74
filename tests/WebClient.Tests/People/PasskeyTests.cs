using System.Net;
using System.Text.Json;
using OutreachSilo.Common;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts.Passkeys;

namespace OutreachSilo.People;

/// <summary>Passkeys over the pages, with an authenticator in software; and the answers of dishonest ones.</summary>
public sealed class PasskeyTests : IAsyncLifetime
{
    private const string Ana = "ana@example.org";
    private const string Security = "/account/security";

    private Door _door = null!;
    private string _account = "";

    public async ValueTask InitializeAsync()
    {
        _door = await Door.OpenWithPages();
        _account = await _door.Member(Ana);
    }

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [Fact]
    public async Task A_passkey_is_made_named_used_renamed_and_removed()
    {
        using var key = new Authenticator();
        var ana = await SignedIn();
        Assert.EndsWith("done=passkey", (await Make(ana, key, "My phone")).Leads, StringComparison.Ordinal);
        var made = Assert.Single(await Passkeys());
        Assert.Equal("My phone", made.Name);

        var fresh = new Caller(_door);
        Assert.Equal("/bookings", (await Use(fresh, key, "?returnUrl=%2Fbookings")).Leads);
        Assert.Contains("Dr Ana Okafor", (await fresh.Get(Security)).Text, StringComparison.Ordinal);

        await ana.Post(Security, "command", ("Command", "rename"), ("Target", made.Id), ("Name", "Old phone"));
        Assert.Equal("Old phone", Assert.Single(await Passkeys()).Name);
        await ana.Post(Security, "command", ("Command", "remove"), ("Target", made.Id));
        Assert.Empty(await Passkeys());
        Assert.Equal("", (await Use(new Caller(_door), key)).Leads);
        Assert.Equal([MailTemplates.PasskeyAdded, MailTemplates.PasskeyRemoved], await _door.Told(Ana));
    }

    [Fact]
    public async Task An_answer_is_taken_once()
    {
        using var key = new Authenticator();
        await Make(await SignedIn(), key);
        var thief = new Caller(_door);
        var (options, state) = await Ask(thief, "/sign-in", PasskeyEndpoints.AskForAny);
        var answer = key.Use(options);
        Assert.Equal("/", (await Answer(new Caller(_door), answer, state)).Leads);
        var again = await Answer(thief, answer, state);
        Assert.Equal("", again.Leads);
        Assert.DoesNotContain("outreach", thief.Cookies.Keys);
    }

    [Fact]
    public async Task An_answer_comes_too_late_after_five_minutes()
    {
        using var key = new Authenticator();
        await Make(await SignedIn(), key);
        var ana = new Caller(_door);
        var (options, state) = await Ask(ana, "/sign-in", PasskeyEndpoints.AskForAny);
        _door.Time.Advance(PasskeyCeremonies.Lifetime);
        Assert.Equal("", (await Answer(ana, key.Use(options), state)).Leads);
    }

    [Fact]
    public async Task What_was_asked_of_one_account_makes_no_passkey_for_another()
    {
        await _door.Member("ben@example.org");
        using var key = new Authenticator();
        var (ana, ben) = (await SignedIn(), await SignedIn("ben@example.org"));
        var (options, state) = await Ask(ana, Security, PasskeyEndpoints.AskForNew);
        var stolen = await ben.Post(Security, "passkey", ("Name", "Mine"), ("Credential", key.Make(options)), ("State", state));
        Assert.Contains("was not added", stolen.Text, StringComparison.Ordinal);
        Assert.Empty(await Passkeys());
    }

    [Fact]
    public async Task A_passkey_in_use_is_not_made_again()
    {
        using var key = new Authenticator();
        var ana = await SignedIn();
        await Make(ana, key);
        Assert.Contains("There is a problem", (await Make(ana, key)).Text, StringComparison.Ordinal);
        Assert.Single(await Passkeys());
    }

    [Fact]
    public async Task Another_site_another_domain_and_an_unverified_person_are_refused()
    {
        var ana = await SignedIn();
        using var phished = new Authenticator(origin: "https://evil.example");
        using var elsewhere = new Authenticator(domain: "evil.example");
        using var unverified = new Authenticator { Verifies = false };
        foreach (var key in new[] { phished, elsewhere, unverified }) Assert.Contains("was not added", (await Make(ana, key)).Text, StringComparison.Ordinal);
        Assert.Empty(await Passkeys());
    }

    [Fact]
    public async Task An_unknown_passkey_opens_nothing_and_is_written_down()
    {
        using var key = new Authenticator();
        using var stranger = new Authenticator();
        await Make(await SignedIn(), key);
        var (options, state) = await Ask(new Caller(_door), "/sign-in", PasskeyEndpoints.AskForAny);
        Assert.Contains("You cannot sign in with this passkey", (await Answer(new Caller(_door), stranger.Use(options), state)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ticket_that_is_not_fresh_adds_no_passkey()
    {
        using var key = new Authenticator();
        var ana = await SignedIn();
        var token = await ana.Token(Security);
        _door.Time.Advance(TimeSpan.FromMinutes(16));
        var refused = await ana.Send(new HttpRequestMessage(HttpMethod.Post, PasskeyEndpoints.AskForNew).With("RequestVerificationToken", token));
        Assert.Equal(Routes.SignInAgain, refused.Leads);
        Assert.Contains("sign in again", (await ana.Get(Security)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PasskeyEndpoints.AskForAny)]
    [InlineData(PasskeyEndpoints.AskForNew)]
    public async Task No_question_is_put_without_the_forms_token(string address)
    {
        var ana = await SignedIn();
        Assert.Equal(HttpStatusCode.BadRequest, (await ana.Send(new HttpRequestMessage(HttpMethod.Post, address))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await ana.Send(new HttpRequestMessage(HttpMethod.Post, address).With("RequestVerificationToken", "forged"))).Status);
    }

    [Fact]
    public async Task Where_the_domain_does_not_reach_no_passkey_is_offered()
    {
        var elsewhere = new Caller(_door, host: "127.0.0.1");
        Assert.DoesNotContain("data-passkey", (await elsewhere.Get("/sign-in")).Text, StringComparison.Ordinal);
        Assert.Contains("data-passkey", (await new Caller(_door).Get("/sign-in")).Text, StringComparison.Ordinal);
    }

    private async Task<Caller> SignedIn(string email = Ana)
    {
        var caller = new Caller(_door);
        Assert.Equal("/", (await caller.Post("/sign-in", "sign-in", ("Email", email), ("Password", Members.Password))).Leads);
        return caller;
    }

    private static async Task<(JsonElement Options, string State)> Ask(Caller caller, string page, string address)
    {
        var answer = await caller.Send(new HttpRequestMessage(HttpMethod.Post, address).With("RequestVerificationToken", await caller.Token(page)));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var question = JsonDocument.Parse(answer.Text).RootElement;
        return (question.GetProperty("options"), question.GetProperty("state").GetString()!);
    }

    private static async Task<Caller.Answer> Make(Caller caller, Authenticator key, string name = "Key")
    {
        var (options, state) = await Ask(caller, Security, PasskeyEndpoints.AskForNew);
        return await caller.Post(Security, "passkey", ("Name", name), ("Credential", key.Make(options)), ("State", state));
    }

    private static async Task<Caller.Answer> Use(Caller caller, Authenticator key, string query = "")
    {
        var (options, state) = await Ask(caller, "/sign-in", PasskeyEndpoints.AskForAny);
        return await Answer(caller, key.Use(options), state, query);
    }

    private static Task<Caller.Answer> Answer(Caller caller, string credential, string state, string query = "") =>
        caller.Post("/sign-in" + query, "passkey", ("Credential", credential), ("State", state));

    private Task<IReadOnlyList<PasskeyView>> Passkeys() => _door.With<PasskeyService, IReadOnlyList<PasskeyView>>(passkeys => passkeys.Of(_account));
}
