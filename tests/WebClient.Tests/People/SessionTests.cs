using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using OutreachSilo.Live;
using OutreachSilo.People.Accounts;
using OutreachSilo.People.Accounts.Sessions;

namespace OutreachSilo.People;

/// <summary>A session that has ended stops working, wherever it ended.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private const string Ana = "ana@example.org";

    private Door _door = null!;

    public async ValueTask InitializeAsync() => _door = await Door.Open();

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [Fact]
    public async Task Each_sign_in_is_a_session_of_its_own_that_its_owner_recognises()
    {
        var account = await _door.Member(Ana);
        await _door.SignIn(Ana);
        _door.Time.Advance(TimeSpan.FromMinutes(1));
        await _door.SignIn(Ana, userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1");
        var sessions = await SessionsOf(account);
        Assert.Equal(["Safari on iPhone", "Firefox on Windows"], sessions.Select(session => session.Browser));
        Assert.All(sessions, session => Assert.Equal(SignInMethod.Password, session.How));
    }

    [Fact]
    public async Task One_ended_from_elsewhere_is_nobody_at_the_next_request_and_the_other_stays()
    {
        var account = await _door.Member(Ana);
        var (here, there) = (await _door.SignIn(Ana), await _door.SignIn(Ana));
        var lost = IdOf(there);
        Assert.True(await End(account, lost));
        Assert.Equal(HttpStatusCode.Unauthorized, await _door.Me(there));
        Assert.Equal(HttpStatusCode.OK, await _door.Me(here));
        Assert.False(await End(account, lost));
    }

    [Fact]
    public async Task One_ended_on_another_node_is_nobody_after_the_next_reading_however_young_its_ticket()
    {
        await _door.Member(Ana);
        var cookie = await _door.SignIn(Ana);
        await EndElsewhere();
        Assert.Equal(HttpStatusCode.OK, await _door.Me(cookie));
        await _door.App.Services.GetRequiredService<AccountsWatch>().Refresh(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, await _door.Me(cookie));
    }

    [Fact]
    public async Task What_ended_while_nothing_could_be_read_is_found_afterwards()
    {
        await _door.Member(Ana);
        var id = IdOf(await _door.SignIn(Ana));
        await EndElsewhere();
        var reader = new EndedSessions(_door.Time);
        _door.Time.Advance(TimeSpan.FromMinutes(30));
        await _door.With<AccountsDb, bool>(async accounts =>
        {
            await reader.Read(accounts, TestContext.Current.CancellationToken);
            return true;
        });
        Assert.True(reader.Contains(id));
    }

    [Fact]
    public async Task An_old_ticket_is_looked_up_and_only_an_open_session_makes_it_young_again()
    {
        await _door.Member(Ana);
        var cookie = await _door.SignIn(Ana);
        var started = _door.Time.GetUtcNow();
        _door.Time.Advance(TimeSpan.FromMinutes(6));
        var response = await _door.Client(cookie).GetAsync("/api/v1/me", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var renewed = response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        Assert.Equal(IdOf(cookie), IdOf(renewed));
        var session = await _door.With<AccountsDb, Session>(accounts => accounts.Sessions.SingleAsync());
        Assert.Equal((started, started.AddMinutes(6)), (session.StartedAt, session.SeenAt));
        await EndElsewhere();
        _door.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.Unauthorized, await _door.Me(renewed));
    }

    [Fact]
    public async Task A_ticket_without_a_session_is_believed_while_young_only()
    {
        var account = await _door.Member(Ana);
        var old = _door.Cookie(account);
        Assert.Equal(HttpStatusCode.OK, await _door.Me(old));
        _door.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.Unauthorized, await _door.Me(old));
    }

    [Fact]
    public async Task A_copy_of_a_ticket_is_worth_nothing_after_signing_out()
    {
        await _door.Member(Ana);
        var cookie = await _door.SignIn(Ana);
        await _door.Client(cookie).DeleteAsync("/api/v1/session", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, await _door.Me(cookie));
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        var (ana, _) = (await _door.Member(Ana), await _door.Member("ben@example.org"));
        var cookie = await _door.SignIn("ben@example.org");
        Assert.False(await End(ana, IdOf(cookie)));
        Assert.Equal(HttpStatusCode.OK, await _door.Me(cookie));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_live_connections_of_an_ended_session_are_closed_and_no_others()
    {
        var account = await _door.Member(Ana);
        var (here, there) = (await _door.SignIn(Ana), await _door.SignIn(Ana));
        await using var stays = await LiveClient.Connect(_door, here);
        await using var goes = await LiveClient.Connect(_door, there);
        await using var nobody = await LiveClient.Connect(_door);
        Assert.Null((await goes.Invoke("Join", "me", null, null)).Error);
        await End(account, IdOf(there));
        Assert.Null(await goes.Pushed("moved"));
        Assert.Null((await stays.Invoke("Join", "me", null, null)).Error);
        Assert.Contains("TopicUnknown", (await nobody.Invoke("Join", "nothing", null, null)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_attempt_is_written_down_without_what_was_typed()
    {
        var account = await _door.Member(Ana);
        await _door.TrySignIn(Ana, "wrong password");
        await _door.TrySignIn("nobody@example.org", "wrong password");
        await _door.SignIn(Ana);
        var events = await _door.With<AccountsDb, List<SignInEvent>>(accounts => accounts.SignInEvents.OrderBy(it => it.Id).ToListAsync());
        Assert.Equal(
            [(account, SignInOutcome.Refused), (null, SignInOutcome.Refused), (account, SignInOutcome.SignedIn)],
            events.Select(it => (it.AccountId, it.Outcome)));
        var all = await (await _door.Client(_door.AdministratorCookie()).GetAsync("/api/v1/sign-ins?refused=true")).Json();
        Assert.Equal(["", "Dr Ana Okafor"], all.GetProperty("events").EnumerateArray().Select(it => it.GetProperty("name").GetString()));
        var own = await _door.With<SignInAudit, IReadOnlyList<SignInEvent>>(audit => audit.NewestOf(account));
        Assert.Equal([SignInOutcome.SignedIn, SignInOutcome.Refused], own.Select(it => it.Outcome));
    }

    [Theory]
    [InlineData(AccountsSweep.SessionDays - 1, 1, 1)]
    [InlineData(AccountsSweep.SessionDays + 1, 0, 1)]
    [InlineData(AccountsSweep.EventDays - 1, 0, 1)]
    [InlineData(AccountsSweep.EventDays + 1, 0, 0)]
    public async Task What_is_old_is_swept_and_what_is_not_stays(int days, int sessions, int events)
    {
        await _door.Member(Ana);
        await _door.SignIn(Ana);
        var then = _door.Time.GetUtcNow().AddDays(-days);
        await _door.With<AccountsDb, int>(accounts => accounts.Sessions.ExecuteUpdateAsync(row => row.SetProperty(it => it.SeenAt, then)));
        await _door.With<AccountsDb, int>(accounts => accounts.SignInEvents.ExecuteUpdateAsync(row => row.SetProperty(it => it.At, then)));
        using var sweep = ActivatorUtilities.CreateInstance<AccountsSweep>(_door.App.Services);
        await sweep.Sweep(TestContext.Current.CancellationToken);
        Assert.Equal((sessions, events), await _door.With<AccountsDb, (int, int)>(async accounts => (await accounts.Sessions.CountAsync(), await accounts.SignInEvents.CountAsync())));
    }

    [Theory]
    [InlineData("", "A program")]
    [InlineData("<script>alert(1)</script>", "A program")]
    [InlineData("curl/8.5.0", "curl")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15", "Safari on Mac")]
    [InlineData("Something (Windows)", "A browser on Windows")]
    public void A_browser_is_told_in_words(string userAgent, string words) => Assert.Equal(words, BrowserWords.Of(userAgent));

    private Task<IReadOnlyList<Session>> SessionsOf(string account) => _door.With<SessionService, IReadOnlyList<Session>>(sessions => sessions.OpenOf(account));

    private Task<bool> End(string account, string session) => _door.With<SessionService, bool>(sessions => sessions.End(account, session));

    /// <summary>As another node does it: in the store only.</summary>
    private Task EndElsewhere() => _door.With<AccountsDb, int>(accounts => accounts.Sessions.ExecuteUpdateAsync(row => row.SetProperty(it => it.EndedAt, _door.Time.GetUtcNow())));

    private string IdOf(string cookie) => _door.TicketOf(cookie).Principal.FindFirst(OutreachClaims.Session)!.Value;
}
