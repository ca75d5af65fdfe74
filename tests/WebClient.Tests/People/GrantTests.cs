using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OutreachSilo.Common;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.People.Grants;

/// <summary>Giving, ending and passing on roles, and invitations, over the API and a real accounts store.</summary>
public sealed class GrantTests : IAsyncLifetime
{
    private const string Password = "three words together";

    private Door _door = null!;
    private int _keys;

    public async ValueTask InitializeAsync()
    {
        _door = await Door.Open(false, ("Limits:SignInsPerMinute", "10000000"));
        _door.Grains.Answers = (_, _, _) => Some.Practice();
    }

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [Fact]
    public async Task An_invitation_makes_an_account_with_its_roles_once()
    {
        var invited = await Invite(_door.CoordinatorCookie(), "robin@example.org", Roles.PracticeManager, "K81001");
        Assert.Equal(HttpStatusCode.Created, invited.StatusCode);
        var secret = await SecretOf("robin@example.org");

        Assert.Equal(HttpStatusCode.NoContent, (await Accept(secret)).StatusCode);
        Assert.Equal(ProblemCodes.InvitationEnded, await (await Accept(secret)).Code());

        var me = await Me(await SignIn("robin@example.org"));
        Assert.Equal("""["practice-manager"]""", me.GetProperty("roles").GetRawText());
        Assert.Equal("""["K81001"]""", me.GetProperty("practices").GetRawText());
    }

    [Fact]
    public async Task Two_who_take_up_one_link_at_once_make_one_account()
    {
        await Invite(_door.CoordinatorCookie(), "robin@example.org", Roles.Doctor, "Y61");
        var secret = await SecretOf("robin@example.org");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Accept(secret))));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(1, await Count(accounts => accounts.Users.CountAsync()));
        Assert.Equal(1, await Count(accounts => accounts.Grants.CountAsync()));
    }

    [Fact]
    public async Task A_repeated_invitation_is_one_mail_and_a_new_one_withdraws_the_old()
    {
        var coordinator = _door.CoordinatorCookie();
        var first = await Invite(coordinator, "robin@example.org", Roles.Doctor, "Y61", key: "same");
        var again = await Invite(coordinator, "robin@example.org", Roles.Doctor, "Y61", key: "same");
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(1, await Count(accounts => accounts.Set<StoredMail>().CountAsync()));

        var old = await SecretOf("robin@example.org");
        await Invite(coordinator, "robin@example.org", Roles.Doctor, "Y61");
        Assert.Equal(ProblemCodes.InvitationEnded, await (await Accept(old)).Code());
    }

    [Fact]
    public async Task A_link_runs_out_after_seven_days_and_can_be_withdrawn()
    {
        var coordinator = _door.CoordinatorCookie();
        await Invite(coordinator, "late@example.org", Roles.Doctor, "Y61");
        var withdrawn = (await (await Invite(coordinator, "gone@example.org", Roles.Doctor, "Y61")).Json()).GetProperty("id").GetGuid();
        Assert.Equal(HttpStatusCode.NoContent, (await Send(HttpMethod.Delete, $"/api/v1/invitations/{withdrawn}", coordinator)).StatusCode);
        Assert.Equal(ProblemCodes.InvitationEnded, await (await Accept(await SecretOf("gone@example.org"))).Code());
        Assert.Equal(ProblemCodes.InvitationUnknown, await (await Send(HttpMethod.Delete, $"/api/v1/invitations/{withdrawn}", _door.ManagerCookie())).Code());

        _door.Time.Jump(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Equal(RefusalCodes.InvalidCommand, await (await Accept(await SecretOf("late@example.org"), password: "short")).Code());
        _door.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ProblemCodes.InvitationEnded, await (await Accept(await SecretOf("late@example.org"))).Code());
    }

    [Fact]
    public async Task A_lead_takes_a_trainee_in_who_gets_an_agenda_and_is_seen_by_that_lead_only()
    {
        Assert.Equal(HttpStatusCode.Created, (await Invite(_door.SchemeLeadCookie(), "tia@example.org", Roles.Trainee, "cambridge")).StatusCode);
        await Accept(await SecretOf("tia@example.org"));
        var me = await Me(await SignIn("tia@example.org"));
        Assert.Equal("""["cambridge"]""", me.GetProperty("trainsIn").GetRawText());
        Assert.Matches("^[0-9a-f]{32}$", me.GetProperty("person").GetString());
        foreach (var (cookie, seen) in new[] { (_door.SchemeLeadCookie(), 1), (_door.SchemeLeadCookie("oxford"), 0) })
            Assert.Equal(seen, (await (await Send(HttpMethod.Get, "/api/v1/people", cookie)).Json()).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_manager_of_a_group_manages_each_of_its_practices_and_gets_their_mails()
    {
        await Invite(_door.CoordinatorCookie(), "gus@example.org", Roles.PracticeManager, "U00001");
        await Accept(await SecretOf("gus@example.org"));
        var me = await Me(await SignIn("gus@example.org"));
        Assert.Equal("""["K81001","K81003"]""", me.GetProperty("practices").GetRawText());
        var told = await _door.With<IMailContacts, string[]>(async contacts =>
        [
            .. (await contacts.PracticeManagers("K81003", "U00001", CancellationToken.None)).Select(contact => contact.Address),
            .. (await contacts.PracticeManagers("K81003", "", CancellationToken.None)).Select(contact => contact.Address),
        ]);
        Assert.Equal(["gus@example.org"], told);
        foreach (var (cookie, seen) in new[] { (_door.CoordinatorCookie(), 1), (_door.CoordinatorCookie("Y56"), 0), (_door.ManagerCookie(), 0) })
            Assert.Equal(seen, (await (await Send(HttpMethod.Get, "/api/v1/people", cookie)).Json()).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_manager_passes_work_on_for_a_year_at_most_and_it_ends_by_itself()
    {
        var now = _door.Time.GetUtcNow();
        Assert.Equal(RefusalCodes.InvalidCommand, await (await Invite(_door.ManagerCookie(), "asa@example.org", Roles.PracticeAssistant, "K81001")).Code());
        Assert.Equal(RefusalCodes.InvalidCommand, await (await Invite(_door.ManagerCookie(), "asa@example.org", Roles.PracticeAssistant, "K81001", now.AddDays(367))).Code());
        await Invite(_door.ManagerCookie(), "asa@example.org", Roles.PracticeAssistant, "K81001", now.AddMinutes(3));
        await Accept(await SecretOf("asa@example.org"));

        var cookie = await SignIn("asa@example.org");
        Assert.Equal(HttpStatusCode.OK, (await People(cookie)).StatusCode);
        _door.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(ProblemCodes.NotAllowed, await (await People(cookie)).Code());
    }

    [Fact]
    public async Task A_role_that_is_ended_counts_no_more_on_a_young_ticket()
    {
        await Invite(_door.CoordinatorCookie(), "mara@example.org", Roles.PracticeManager, "K81001");
        await Accept(await SecretOf("mara@example.org"));
        _door.Time.Advance(TimeSpan.FromSeconds(3));
        var cookie = await SignIn("mara@example.org");
        Assert.Equal(HttpStatusCode.OK, (await People(cookie)).StatusCode);

        var person = await Person("mara@example.org");
        var role = person.GetProperty("roles")[0].GetProperty("id").GetGuid();
        Assert.Equal(ProblemCodes.NotAllowed, await (await Send(HttpMethod.Delete, $"/api/v1/roles/{role}", _door.CoordinatorCookie("Y56"))).Code());
        Assert.Equal(HttpStatusCode.OK, (await People(cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Send(HttpMethod.Delete, $"/api/v1/roles/{role}", _door.CoordinatorCookie())).StatusCode);
        Assert.Equal(ProblemCodes.NotAllowed, await (await People(cookie)).Code());
        Assert.Equal(HttpStatusCode.NoContent, (await Send(HttpMethod.Delete, $"/api/v1/roles/{role}", _door.CoordinatorCookie())).StatusCode);
    }

    [Fact]
    public async Task Whoever_loses_a_role_loses_the_invitations_sent_with_it()
    {
        await Invite(_door.CoordinatorCookie(), "mara@example.org", Roles.PracticeManager, "K81001");
        await Accept(await SecretOf("mara@example.org"));
        var manager = await SignIn("mara@example.org");
        await Invite(manager, "asa@example.org", Roles.PracticeAssistant, "K81001", _door.Time.GetUtcNow().AddDays(9));

        var role = (await Person("mara@example.org")).GetProperty("roles")[0].GetProperty("id").GetGuid();
        await Send(HttpMethod.Delete, $"/api/v1/roles/{role}", manager);
        Assert.Equal(ProblemCodes.InvitationEnded, await (await Accept(await SecretOf("asa@example.org"))).Code());
    }

    [Fact]
    public async Task Who_has_an_account_gets_another_role_at_once_and_the_same_role_again_moves_its_end()
    {
        var (coordinator, now) = (_door.CoordinatorCookie(), _door.Time.GetUtcNow());
        await Invite(coordinator, "mara@example.org", Roles.PracticeManager, "K81001");
        await Accept(await SecretOf("mara@example.org"));
        Assert.Equal(HttpStatusCode.Created, (await Invite(coordinator, "MARA@example.org", Roles.Coordinator, "Y61", now.AddDays(2))).StatusCode);
        var account = (await Person("mara@example.org")).GetProperty("account").GetString();
        await Send(HttpMethod.Post, $"/api/v1/people/{account}/roles", coordinator, $$"""{"role":"coordinator","scope":"Y61","until":"{{now.AddDays(3):yyyy-MM-ddTHH:mm:ssZ}}"}""");

        var me = await Me(await SignIn("mara@example.org"));
        Assert.Equal("""["coordinator","practice-manager"]""", me.GetProperty("roles").GetRawText());
        var held = (await Person("mara@example.org")).GetProperty("roles").EnumerateArray().Where(role => role.GetProperty("endedAt").ValueKind == JsonValueKind.Null).ToList();
        Assert.Equal(2, held.Count);
        Assert.Equal(now.AddDays(3), held.Single(role => role.GetProperty("role").GetString() == Roles.Coordinator).GetProperty("until").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Nobody_sees_people_of_elsewhere()
    {
        await Invite(_door.CoordinatorCookie(), "mara@example.org", Roles.PracticeManager, "K81001");
        await Accept(await SecretOf("mara@example.org"));
        var account = (await Person("mara@example.org")).GetProperty("account").GetString();
        foreach (var cookie in new[] { _door.CoordinatorCookie("Y56"), _door.ManagerCookie("K81002") })
        {
            Assert.Equal(0, (await (await Send(HttpMethod.Get, "/api/v1/people", cookie)).Json()).GetProperty("total").GetInt32());
            Assert.Equal(ProblemCodes.AccountUnknown, await (await Send(HttpMethod.Get, $"/api/v1/people/{account}", cookie)).Code());
            Assert.Equal(ProblemCodes.AccountUnknown, await (await Send(HttpMethod.Post, $"/api/v1/people/{account}/roles", cookie, """{"role":"practice-reception","scope":"K81002"}""")).Code());
        }
    }

    [Fact]
    public async Task The_first_administrator_comes_by_a_link_that_ends_with_it_and_the_last_one_stays()
    {
        var first = (await FirstLink())!;
        var second = (await FirstLink())!;
        Assert.Equal(RefusalCodes.InvalidCommand, await (await Accept(first)).Code());
        Assert.Equal(HttpStatusCode.NoContent, (await Accept(first, email: "adi@example.org")).StatusCode);
        Assert.Equal(ProblemCodes.InvitationEnded, await (await Accept(second, email: "eve@example.org")).Code());
        Assert.Null(await FirstLink());

        var cookie = await SignIn("adi@example.org");
        var role = (await Person("adi@example.org")).GetProperty("roles")[0].GetProperty("id").GetGuid();
        Assert.Equal(ProblemCodes.LastAdministrator, await (await Send(HttpMethod.Delete, $"/api/v1/roles/{role}", cookie)).Code());
    }

    private async Task<string?> FirstLink()
    {
        await using var scope = _door.App.Services.CreateAsyncScope();
        return await _door.App.Services.GetServices<IHostedService>().OfType<FirstAdministrator>().Single().Invite(scope.ServiceProvider, CancellationToken.None);
    }

    private Task<HttpResponseMessage> Invite(string cookie, string email, string role, string scope, DateTimeOffset? until = null, string? key = null) => Send(
        HttpMethod.Post, "/api/v1/invitations", cookie,
        JsonSerializer.Serialize(new { email, name = "Robin Vale", roles = new[] { new { role, scope } }, until = until?.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture) }), key);

    private Task<HttpResponseMessage> Accept(string secret, string password = Password, string? email = null) =>
        _door.Client().SendAsync(Request(HttpMethod.Post, $"/api/v1/invitation/{secret}", JsonSerializer.Serialize(new { name = "Robin Vale", password, email })));

    private Task<HttpResponseMessage> People(string cookie) => Send(HttpMethod.Get, "/api/v1/weeks/K81001/2026-08-03/people", cookie);

    private Task<HttpResponseMessage> Send(HttpMethod method, string path, string cookie, string? body = null, string? key = null)
    {
        if (path.EndsWith("/people", StringComparison.Ordinal) && path.Contains("/weeks/", StringComparison.Ordinal)) _door.Grains.Answers = (_, name, _) => name == "People" ? new Tasters.WeekPeople([], 0) : Some.Practice();
        return _door.Client(cookie).SendAsync(Request(method, path, body, key ?? $"key-{++_keys}"));
    }

    private async Task<JsonElement> Person(string email)
    {
        var page = await (await Send(HttpMethod.Get, $"/api/v1/people?q={email}", _door.AdministratorCookie("someone"))).Json();
        var account = page.GetProperty("people")[0].GetProperty("account").GetString();
        return await (await Send(HttpMethod.Get, $"/api/v1/people/{account}", _door.AdministratorCookie("someone"))).Json();
    }

    private async Task<string> SignIn(string email)
    {
        var response = await _door.Client().SendAsync(Request(HttpMethod.Post, "/api/v1/session", JsonSerializer.Serialize(new { email, password = Password })));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        return response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private async Task<JsonElement> Me(string cookie) => await (await _door.Client(cookie).GetAsync("/api/v1/me")).Json();

    private async Task<string> SecretOf(string email)
    {
        await using var scope = _door.App.Services.CreateAsyncScope();
        var mails = await scope.ServiceProvider.GetRequiredService<AccountsDb>().Set<StoredMail>().Where(mail => mail.To == email).ToListAsync();
        var text = mails[^1].Values;
        var at = text.IndexOf("/invitation/", StringComparison.Ordinal) + "/invitation/".Length;
        return text.Substring(at, 64);
    }

    private async Task<int> Count(Func<AccountsDb, Task<int>> count)
    {
        await using var scope = _door.App.Services.CreateAsyncScope();
        return await count(scope.ServiceProvider.GetRequiredService<AccountsDb>());
    }
}
