using System.Net;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts.ExternalSignIn;

namespace OutreachSilo.People;

/// <summary>Accounts elsewhere open accounts here only when their owners have said so.</summary>
public sealed class ExternalSignInTests : IAsyncLifetime
{
    private const string Ana = "ana@example.org";
    private const string AnaElsewhere = """{"sub":"4711","email":"ana@example.org","email_verified":true}""";

    private ExternalDesk _desk = null!;
    private Door _door = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await ExternalDesk.Open();
        _desk.User = AnaElsewhere;
        _door = await Door.OpenWithPages(_desk.Settings());
        await _door.Member(Ana);
    }

    public async ValueTask DisposeAsync()
    {
        await _door.DisposeAsync();
        await _desk.DisposeAsync();
    }

    [Fact]
    public async Task One_that_nobody_linked_opens_nothing_even_with_a_verified_address()
    {
        var stranger = new Caller(_door);
        Assert.Equal("/sign-in?done=external-unknown", (await SignIn(stranger)).Leads);
        Assert.DoesNotContain("outreach", stranger.Cookies.Keys);
        Assert.Contains("you need an invitation", (await stranger.Get("/sign-in?done=external-unknown")).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_its_owner_linked_signs_in_until_it_is_unlinked()
    {
        var owner = await SignedIn();
        Assert.Equal("/account/security?done=external-linked", (await Link(owner)).Leads);
        var elsewhere = new Caller(_door);
        Assert.Equal("/bookings", (await SignIn(elsewhere, "?returnUrl=%2Fbookings")).Leads);
        Assert.Contains("Dr Ana Okafor", (await elsewhere.Get("/account/security")).Text, StringComparison.Ordinal);
        await owner.Post("/account/security", "command", ("Command", "unlink"), ("Target", "city"));
        Assert.Equal("/sign-in?done=external-unknown", (await SignIn(new Caller(_door))).Leads);
        Assert.Equal([MailTemplates.ExternalLinked, MailTemplates.ExternalUnlinked], await _door.Told(Ana));
    }

    [Fact]
    public async Task One_that_is_linked_is_not_linked_to_a_second_account()
    {
        await Link(await SignedIn());
        await _door.Member("ben@example.org");
        Assert.Equal("/account/security?done=external-taken", (await Link(await SignedIn("ben@example.org"))).Leads);
    }

    [Theory]
    [InlineData("""{"sub":"1","email":"ana@example.org","email_verified":true}""", "/")]
    [InlineData("""{"sub":"1","email":"ana@example.org","email_verified":"true"}""", "/sign-in?done=external-unknown")]
    [InlineData("""{"sub":"1","email":"ana@example.org","email_verified":false}""", "/sign-in?done=external-unknown")]
    [InlineData("""{"sub":"1","email":"ana@example.org"}""", "/sign-in?done=external-unknown")]
    [InlineData("""{"sub":"1","email":"nobody@example.org","email_verified":true}""", "/sign-in?done=external-unknown")]
    [InlineData("""{"email":"ana@example.org","email_verified":true}""", "/sign-in?done=external-failed")]
    [InlineData("""{"sub":4711,"email":"ana@example.org","email_verified":true}""", "/sign-in?done=external-failed")]
    [InlineData("""{"sub":"","email":"ana@example.org","email_verified":true}""", "/sign-in?done=external-failed")]
    [InlineData("[]", "/sign-in?done=external-failed")]
    [InlineData("not json", "/sign-in?done=external-failed")]
    public async Task A_trusted_provider_opens_the_account_of_an_address_that_it_has_verified(string user, string leads)
    {
        await using var door = await Door.OpenWithPages(_desk.Settings(trustsEmail: true));
        await door.Member(Ana);
        _desk.User = user;
        var caller = new Caller(door);
        var answer = await SignIn(caller);
        Assert.Equal(leads, answer.Leads);
        Assert.Equal(leads == "/", caller.Cookies.ContainsKey("outreach"));
        Assert.Equal(leads == "/" ? [MailTemplates.ExternalLinked] : [], await door.Told(Ana));
    }

    [Fact]
    public async Task What_one_browser_began_is_not_finished_in_another()
    {
        var owner = await SignedIn();
        var back = await ExternalCalls.Visit(await owner.PostTo("/account/external/city",
            ("__RequestVerificationToken", await owner.Token("/account/security"))));
        var thief = new Caller(_door);
        Assert.Equal("/sign-in?done=external-failed", (await thief.Get(back)).Leads);
        Assert.Equal("/sign-in?done=external-failed", (await thief.Get("/sign-in/external")).Leads);
    }

    [Fact]
    public async Task A_ticket_that_is_not_fresh_links_nothing()
    {
        var owner = await SignedIn();
        var token = await owner.Token("/account/security");
        _door.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(Routes.SignInAgain, (await owner.PostTo("/account/external/city", ("__RequestVerificationToken", token))).Leads);
    }

    [Fact]
    public async Task An_answer_of_signing_in_links_nothing()
    {
        var owner = await SignedIn();
        var token = await owner.Token("/account/security");
        var begun = await owner.PostTo("/sign-in/external/city", ("__RequestVerificationToken", token));
        await owner.Get(await ExternalCalls.Visit(begun));
        Assert.Equal("/account/security?done=external-failed", (await owner.Get("/account/external")).Leads);
    }

    [Theory]
    [InlineData("/sign-in/external/city/done")]
    [InlineData("/sign-in/external/city/done?code=1&state=forged")]
    [InlineData("/sign-in/external/city/done?error=access_denied&state=x")]
    [InlineData("/sign-in/external")]
    public async Task A_forged_way_back_leads_to_the_sign_in_page(string address) =>
        Assert.Equal("/sign-in?done=external-failed", (await new Caller(_door).Get(address)).Leads);

    [Fact]
    public async Task Nobody_is_sent_to_a_provider_without_a_form_of_ours()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await new Caller(_door).PostTo("/sign-in/external/city")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await (await SignedIn()).PostTo("/account/external/city")).Status);
        var caller = new Caller(_door);
        Assert.Equal(HttpStatusCode.NotFound,
            (await caller.PostTo("/sign-in/external/nowhere", ("__RequestVerificationToken", await caller.Token("/sign-in")))).Status);
    }

    [Fact]
    public async Task Its_form_may_lead_to_the_provider_and_nowhere_else()
    {
        var page = await new Caller(_door).Get("/sign-in");
        Assert.Contains("Sign in with City login", page.Text, StringComparison.Ordinal);
        Assert.Contains($"form-action 'self' {_desk.Address.GetLeftPart(UriPartial.Authority)};", page.Header("Content-Security-Policy"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name", "City", "SignIn:External:0:Name takes")]
    [InlineData("Label", "", "SignIn:External:0:Label takes")]
    [InlineData("ClientId", "", "SignIn:External:0:ClientId is needed")]
    [InlineData("ClientSecret", "", "SignIn:External:0:ClientSecret or SignIn:External:0:KeyFile is needed")]
    [InlineData("Authority", "http://login.example", "SignIn:External:0:Authority takes an https address")]
    [InlineData("Authority", "login", "SignIn:External:0:Authority takes an https address")]
    public async Task A_provider_that_makes_no_sense_stops_the_start(string key, string value, string message)
    {
        var failed = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            Door.Open(false, [.. _desk.Settings(), ($"SignIn:External:0:{key}", value)]));
        Assert.Contains(message, failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_providers_of_one_name_stop_the_start() =>
        Assert.Contains("two providers",
            (await Assert.ThrowsAsync<OptionsValidationException>(() =>
            Door.Open(false, [.. _desk.Settings(), .. _desk.Settings(index: 1)]))).Message, StringComparison.Ordinal);

    private async Task<Caller> SignedIn(string email = Ana)
    {
        var caller = new Caller(_door);
        Assert.Equal("/", (await caller.Post("/sign-in", "sign-in", ("Email", email), ("Password", Members.Password))).Leads);
        return caller;
    }

    private static Task<Caller.Answer> SignIn(Caller caller, string query = "") => caller.SignInExternally(query);

    private async Task<Caller.Answer> Link(Caller caller)
    {
        var begun = await caller.PostTo(ExternalSignInEndpoints.Link + "/city",
            ("__RequestVerificationToken", await caller.Token("/account/security")));
        var answer = await caller.Get(await ExternalCalls.Visit(begun));
        return answer.Leads.Contains("done=", StringComparison.Ordinal) ? answer : await caller.Get(answer.Leads);
    }
}
