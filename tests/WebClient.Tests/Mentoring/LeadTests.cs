using System.Net;
using System.Text.Json;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;
using OutreachSilo.People.Grants;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.Mentoring;

/// <summary>What only the lead of a scheme does and is told.</summary>
public sealed class LeadTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    private readonly Door _door = Ready(open.Door);

    [Fact]
    public async Task A_lead_pauses_a_mentor_of_their_scheme_and_nobody_else_does()
    {
        var address = $"/api/v1/schemes/cambridge/mentors/{SomeMentoring.Mo}/pause";
        foreach (var cookie in new[] { _door.SchemeLeadCookie("oxford"), _door.TraineeCookie(), _door.AdministratorCookie() })
            Assert.Equal(ProblemCodes.NotAllowed, await (await Send(HttpMethod.Put, address, cookie, """{"paused":true}""")).Code());
        Assert.Empty(_door.Grains.Calls);
        Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Put, address, _door.SchemeLeadCookie(), """{"paused":true}""")).StatusCode);
        var (grain, _, command) = Assert.Single(_door.Grains.Calls);
        Assert.Equal($"mentor/cambridge/{SomeMentoring.Mo}", grain);
        Assert.Equal(("sol", true), command is PauseMentor pause ? (pause.Actor, pause.Paused) : default);
        Assert.Equal(RefusalCodes.MentorUnknown, await (await Send(HttpMethod.Put, "/api/v1/schemes/cambridge/mentors/nobody/pause", _door.SchemeLeadCookie(), """{"paused":true}""")).Code());
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(SomeMentoring.Mo, "mentor")]
    [InlineData("system", "system")]
    [InlineData("sol", "lead")]
    public void Who_paused_a_mentor_is_told_without_saying_which_lead(string by, string? told) => Assert.Equal(told, MentorJson.Paused(SomeMentoring.Mo, by));

    [Fact]
    public async Task Reports_wait_for_the_lead_until_they_are_dealt_with()
    {
        var made = await People.Members.With<AccountAdministration, AccountCreated>(_door, accounts => accounts.Create(
            new NewAccount("tia.lead@example.org", "Tia Marsh", "a long enough password", [], null, [], SomeMentoring.Tia) { MoreRoles = [new GrantSpec(Roles.Trainee, "cambridge")] }));
        await Send(HttpMethod.Post, $"/api/v1/mentorships/{SomeMentoring.PairId}/problems", _door.TraineeCookie(account: made.AccountId), """{"text":"He never comes."}""");
        Assert.Contains("/schemes/cambridge/problems", await Tasks(_door.SchemeLeadCookie()));
        Assert.DoesNotContain("/schemes/cambridge/problems", await Tasks(_door.SchemeLeadCookie("oxford")));
        Assert.DoesNotContain("/schemes/cambridge/problems", await Tasks(_door.TraineeCookie(SomeMentoring.Mo)));

        var reports = (await (await Send(HttpMethod.Get, "/api/v1/schemes/cambridge/problems", _door.SchemeLeadCookie())).Json()).GetProperty("reports");
        foreach (var report in reports.EnumerateArray())
            await Send(HttpMethod.Post, $"/api/v1/schemes/cambridge/problems/{report.GetProperty("id").GetGuid()}/handled", _door.SchemeLeadCookie());
        Assert.DoesNotContain("/schemes/cambridge/problems", await Tasks(_door.SchemeLeadCookie()));
    }

    [Fact]
    public async Task A_lead_follows_their_schemes_for_the_tasks()
    {
        var tasks = await (await Send(HttpMethod.Get, "/api/v1/me/tasks", _door.SchemeLeadCookie())).Json();
        Assert.Contains("scheme/cambridge", tasks.GetProperty("topics").EnumerateArray().Select(topic => topic.GetProperty("topic").GetString()));
    }

    private async Task<List<string?>> Tasks(string cookie)
    {
        var tasks = await (await Send(HttpMethod.Get, "/api/v1/me/tasks", cookie)).Json();
        return [.. tasks.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("address").GetString())];
    }

    private static Door Ready(Door door)
    {
        door.Grains.Answers = SomeMentoring.Answer;
        door.Grains.Calls.Clear();
        return door;
    }

    private Task<HttpResponseMessage> Send(HttpMethod method, string path, string cookie, string? body = null) =>
        _door.Client(cookie).SendAsync(Request(method, path, body, Guid.NewGuid().ToString("N")));
}
