using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts;
using OutreachSilo.People.Accounts.Recovery;
using OutreachSilo.People.Accounts.Sessions;

namespace OutreachSilo.People;

/// <summary>New passwords: by those who know the old one, and by those whom a mail reaches.</summary>
public sealed class RecoveryTests : IAsyncLifetime
{
    private const string Ana = "ana@example.org";
    private const string Wanted = "three green words";

    private Door _door = null!;
    private string _account = "";

    public async ValueTask InitializeAsync()
    {
        _door = await Door.OpenWithPages(("Mail:PublicUrl", "http://localhost"));
        _account = await _door.Member(Ana);
    }

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [Fact]
    public async Task A_link_by_mail_sets_a_new_password_once_and_ends_every_session()
    {
        var there = await _door.SignIn(Ana);
        var link = await Link();
        var visitor = new Caller(_door);
        Assert.Contains("Choose a new password", (await visitor.Get(link)).Text, StringComparison.Ordinal);
        Assert.Equal("/sign-in?done=password", (await Set(visitor, link)).Leads);
        Assert.Equal(HttpStatusCode.Unauthorized, await _door.Me(there));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _door.TrySignIn(Ana)).StatusCode);
        await _door.SignIn(Ana, Wanted);
        Assert.Equal([MailTemplates.PasswordChanged], await _door.Told(Ana));
        Assert.Contains("This link no longer works", (await visitor.Get(link)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_works_for_one_hour()
    {
        var link = await Link();
        _door.Time.Advance(RecoveryLinks.Lifetime - TimeSpan.FromSeconds(1));
        Assert.DoesNotContain("no longer works", (await new Caller(_door).Get(link)).Text, StringComparison.Ordinal);
        _door.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("no longer works", (await new Caller(_door).Get(link)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_kept_open_cannot_use_a_link_a_second_time()
    {
        var link = await Link();
        var (first, second) = (new Caller(_door), new Caller(_door));
        var token = await second.Token(link);
        await Set(first, link);
        var late = await second.PostTo(link, ("_handler", "new-password"), ("__RequestVerificationToken", token), ("Wanted", "another long password"), ("Again", "another long password"));
        Assert.DoesNotContain("done=password", late.Leads, StringComparison.Ordinal);
        await _door.SignIn(Ana, Wanted);
    }

    [Fact]
    public async Task A_newer_password_ends_every_earlier_link()
    {
        var (one, two) = (await Link(), await Link());
        await Set(new Caller(_door), two);
        Assert.Contains("no longer works", (await new Caller(_door).Get(one)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Known_and_unknown_addresses_are_answered_alike_and_only_the_known_gets_mail()
    {
        var (known, unknown) = (await Ask(Ana), await Ask("nobody@example.org"));
        Assert.Equal(known.Status, unknown.Status);
        Assert.Equal(Plain(known.Text), Plain(unknown.Text));
        await Written(2);
        Assert.Equal(1, await _door.With<AccountsDb, int>(accounts => accounts.Set<StoredMail>().CountAsync()));
    }

    [Fact]
    public async Task One_account_gets_three_links_an_hour()
    {
        for (var times = 0; times < 5; times++) await Ask(Ana);
        await Written(5);
        Assert.Equal(RecoveryDesk.LinksPerHourMax, await _door.With<AccountsDb, int>(accounts => accounts.Set<StoredMail>().CountAsync()));
    }

    [Fact]
    public async Task A_lock_ends_with_a_new_password()
    {
        for (var attempt = 0; attempt < 5; attempt++) await _door.TrySignIn(Ana, "wrong password");
        Assert.Equal(ProblemCodes.SignInLocked, await (await _door.TrySignIn(Ana)).Code());
        await Set(new Caller(_door), await Link());
        await _door.SignIn(Ana, Wanted);
    }

    [Fact]
    public async Task The_links_address_is_the_configured_one_whatever_host_a_request_names()
    {
        var poisoned = new Caller(_door, host: "evil.example");
        await poisoned.Post("/recover", "recover", ("Email", Ana));
        await Written(1);
        Assert.StartsWith("http://localhost/recover/", await MailedLink(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_owner_changes_a_password_with_the_old_one_stays_here_and_leaves_everywhere_else()
    {
        var there = await _door.SignIn(Ana);
        var here = await SignedIn();
        var changed = await here.Post("/account/password", "password", ("Current", Members.Password), ("Wanted", Wanted), ("Again", Wanted));
        Assert.Equal("/account/security?done=password", changed.Leads);
        Assert.Equal(HttpStatusCode.OK, (await here.Get("/account/security")).Status);
        Assert.Equal([MailTemplates.PasswordChanged], await _door.Told(Ana));
        Assert.Equal(HttpStatusCode.Unauthorized, await _door.Me(there));
        _door.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.OK, (await here.Get("/account/security")).Status);
    }

    [Theory]
    [InlineData("wrong", Wanted, Wanted, "current password is not correct")]
    [InlineData("", Wanted, Wanted, "current password is not correct")]
    [InlineData(Members.Password, "short", "short", "at least 10 characters")]
    [InlineData(Members.Password, Wanted, "three green wordz", "do not match")]
    [InlineData(Members.Password, "aaaaaaaaaaaa", "aaaaaaaaaaaa", "different characters")]
    [InlineData(Members.Password, Ana, Ana, "must not be your name")]
    [InlineData(Members.Password, "Dr Ana Okafor", "Dr Ana Okafor", "must not be your name")]
    public async Task A_change_that_makes_no_sense_is_told_at_its_field(string current, string wanted, string again, string message)
    {
        var answer = await (await SignedIn()).Post("/account/password", "password", ("Current", current), ("Wanted", wanted), ("Again", again));
        Assert.Contains(message, answer.Text, StringComparison.Ordinal);
        await _door.SignIn(Ana);
    }

    [Fact]
    public async Task Guessing_the_current_password_locks_as_signing_in_does()
    {
        var caller = await SignedIn();
        for (var attempt = 0; attempt < 5; attempt++) await caller.Post("/account/password", "password", ("Current", "wrong password"), ("Wanted", Wanted), ("Again", Wanted));
        Assert.Contains("You have tried too many times", (await caller.Post("/account/password", "password", ("Current", Members.Password), ("Wanted", Wanted), ("Again", Wanted))).Text, StringComparison.Ordinal);
    }

    private async Task<Caller> SignedIn()
    {
        var caller = new Caller(_door);
        await caller.Post("/sign-in", "sign-in", ("Email", Ana), ("Password", Members.Password));
        return caller;
    }

    private Task<Caller.Answer> Ask(string email) => new Caller(_door).Post("/recover", "recover", ("Email", email));

    private static Task<Caller.Answer> Set(Caller caller, string link) => caller.Post(link, "new-password", ("Wanted", Wanted), ("Again", Wanted));

    private async Task<string> Link()
    {
        var user = await _door.With<AccountsDb, AppUser>(accounts => accounts.Users.SingleAsync(it => it.Id == _account));
        await using var scope = _door.App.Services.CreateAsyncScope();
        return "/recover/" + scope.ServiceProvider.GetRequiredService<RecoveryLinks>().Make(user).Token;
    }

    /// <summary>Until the desk has dealt with so many requests; it works in the background.</summary>
    private async Task Written(int requests)
    {
        while (await _door.With<AccountsDb, int>(accounts => accounts.SignInEvents.CountAsync(it => it.How == SignInMethod.RecoveryLink)) < requests)
            await Task.Yield();
    }

    private async Task<string> MailedLink()
    {
        var mail = await _door.With<AccountsDb, StoredMail>(accounts => accounts.Set<StoredMail>().SingleAsync());
        return JsonDocument.Parse(mail.Values).RootElement.GetProperty("link").GetString()!;
    }

    private static string Plain(string html) => System.Text.RegularExpressions.Regex.Replace(html, "(value|content|nonce)=\"[^\"]*\"", "");
}
