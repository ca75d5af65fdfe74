using System.Net;
using System.Text.Json;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;
using OutreachSilo.People.Grants;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.Mentoring;

/// <summary>What the door makes of requests: who acts is who is signed in, and what must not pass is stopped before any grain hears of it.</summary>
public sealed class MentoringApiTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    private static readonly string Pair = $"/api/v1/mentorships/{SomeMentoring.PairId}";

    private readonly Door _door = Ready(open.Door);
    private int _keys;

    private static Door Ready(Door door)
    {
        door.Grains.Answers = SomeMentoring.Answer;
        door.Grains.Calls.Clear();
        return door;
    }

    [Fact]
    public async Task A_mentee_chooses_as_themselves()
    {
        Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Put, "/api/v1/schemes/cambridge/choices", _door.TraineeCookie(), $$"""{"mentors":["{{SomeMentoring.Mo}}"]}""")).StatusCode);
        var (grain, _, command) = Assert.Single(_door.Grains.Calls);
        Assert.Equal($"mentee/cambridge/{SomeMentoring.Tia}", grain);
        var choose = Assert.IsType<ChooseMentors>(command);
        Assert.Equal((SomeMentoring.Tia, new MemberId("cambridge", SomeMentoring.Mo)), (choose.Actor, Assert.Single(choose.Mentors)));
    }

    [Fact]
    public async Task A_mentor_answers_as_themselves()
    {
        var request = Guid.NewGuid();
        await Send(HttpMethod.Post, $"/api/v1/schemes/cambridge/mentees/{SomeMentoring.Tia}/requests/{request}/decline", _door.TraineeCookie(SomeMentoring.Mo));
        var (grain, _, command) = Assert.Single(_door.Grains.Calls);
        Assert.Equal($"mentee/cambridge/{SomeMentoring.Tia}", grain);
        Assert.Equal((request, SomeMentoring.Mo, false), command is AnswerRequest answer ? (answer.Request, answer.Mentor, answer.Accept) : default);
    }

    [Theory]
    [InlineData("GET", "/schemes/oxford/mentors", null)]
    [InlineData("GET", "/schemes/oxford", null)]
    [InlineData("GET", "/schemes/oxford/mentee", null)]
    [InlineData("PUT", "/schemes/oxford/choices", """{"mentors":[]}""")]
    [InlineData("PUT", "/schemes/oxford/mentor/pause", """{"paused":true}""")]
    public async Task Nobody_reaches_into_another_scheme(string method, string path, string? body)
    {
        Assert.Equal(ProblemCodes.NotAllowed, await (await Send(new HttpMethod(method), "/api/v1" + path, _door.TraineeCookie(), body)).Code());
        Assert.Empty(_door.Grains.Calls);
    }

    [Theory]
    [InlineData("GET", "", null)]
    [InlineData("GET", "/slots", null)]
    [InlineData("POST", "/signature", """{"version":1,"name":"Tia Marsh","confirmed":true}""")]
    [InlineData("POST", "/meetings", """{"startsAt":"2026-01-06T12:00:00Z","minutes":30}""")]
    [InlineData("POST", "/end", null)]
    [InlineData("PUT", "/guidance/DayRelease", """{"done":true}""")]
    [InlineData("POST", "/problems", """{"text":"Something"}""")]
    [InlineData("GET", "/meetings/00000000-0000-4000-8000-0000000000bb/room", null)]
    [InlineData("POST", "/meetings/00000000-0000-4000-8000-0000000000bb/cancel", null)]
    public async Task Whoever_is_not_of_the_pair_finds_nothing(string method, string path, string? body)
    {
        var stranger = await Send(new HttpMethod(method), Pair + path, _door.TraineeCookie(SomeMentoring.Tor), body);
        Assert.Equal((HttpStatusCode.NotFound, RefusalCodes.NotOfThePair), (stranger.StatusCode, await stranger.Code()));
        // It is the person that decides: the same request by one of the two gets past it.
        if (path != "/problems") Assert.True((await Send(new HttpMethod(method), Pair + path, _door.TraineeCookie(), body)).IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("Tia Marsh", true, null)]
    [InlineData(" tia marsh ", true, null)]
    [InlineData("TIA\u00a0MARSH.", true, null)]
    [InlineData("Tia Marsh", false, ProblemCodes.SignatureInvalid)]
    [InlineData("Tia", true, ProblemCodes.SignatureInvalid)]
    [InlineData("", true, ProblemCodes.SignatureInvalid)]
    public async Task A_signature_is_ones_own_name_and_confirmed(string name, bool confirmed, string? refused)
    {
        var answer = await Send(HttpMethod.Post, Pair + "/signature", _door.TraineeCookie(), JsonSerializer.Serialize(new { version = 1, name, confirmed }));
        if (refused is null) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        else Assert.Equal(refused, await answer.Code());
        Assert.Equal(refused is null ? 1 : 0, _door.Grains.Calls.Count);
    }

    [Fact]
    public async Task Every_meeting_has_a_room_of_its_own_that_nobody_can_guess()
    {
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.Created, (await Send(HttpMethod.Post, Pair + "/meetings", _door.TraineeCookie(), """{"startsAt":"2026-01-06T12:00:00Z","minutes":30}""")).StatusCode);
        var rooms = _door.Grains.Calls.Select(call => Assert.IsType<BookMeeting>(call.Command).Room).ToList();
        Assert.All(rooms, room => Assert.Matches("^[a-z0-9]{26}$", room));
        Assert.NotEqual(rooms[0], rooms[1]);
    }

    [Fact]
    public async Task A_time_that_is_not_known_yet_is_202()
    {
        _door.Grains.Answers = (_, _, _) => SomeMentoring.Meeting(MeetingState.Asked);
        Assert.Equal(HttpStatusCode.Accepted, (await Send(HttpMethod.Post, Pair + "/meetings", _door.TraineeCookie(), """{"startsAt":"2026-01-06T12:00:00Z","minutes":30}""")).StatusCode);
    }

    [Theory]
    [InlineData("/schemes/cambridge/mentor/ledger", "POST", """{"kind":"training","day":"2026-01-05","minutes":60}""")]
    [InlineData("/schemes/cambridge/mentor/ledger", "POST", """{"kind":"0","day":"2026-01-05","minutes":60}""")]
    [InlineData("/schemes/cambridge/mentor/hours", "PUT", """{"zone":"Europe/London","weekly":[{"day":"Mon","from":"18:00","to":"20:00"}],"exceptions":[],"bufferMinutes":10,"noticeHours":24,"slotMinutes":30}""")]
    [InlineData("/schemes/cambridge/mentor/hours", "PUT", """{"zone":"Europe/London","weekly":[{"day":"Monday","from":"18:00","to":"24:00"}],"exceptions":[],"bufferMinutes":10,"noticeHours":24,"slotMinutes":30}""")]
    [InlineData("/mentorships/00000000-0000-4000-8000-0000000000aa/guidance/0", "PUT", """{"done":true}""")]
    public async Task Words_that_mean_nothing_are_422_before_any_grain_is_told(string path, string method, string body)
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Send(new HttpMethod(method), "/api/v1" + path, _door.TraineeCookie(SomeMentoring.Mo), body)).StatusCode);
        Assert.Empty(_door.Grains.Calls);
    }

    [Fact]
    public async Task A_lead_enrols_only_who_holds_the_role_of_a_trainee()
    {
        var body = $$$"""{"person":"{{{SomeMentoring.Tor}}}","role":"Mentee","profile":{"interests":["Rural practice"],"placements":[]}}""";
        Assert.Equal(RefusalCodes.MemberUnknown, await (await Send(HttpMethod.Post, "/api/v1/schemes/cambridge/members", _door.SchemeLeadCookie(), body)).Code());
        Assert.Empty(_door.Grains.Calls);

        await People.Members.With<AccountAdministration, AccountCreated>(_door, accounts => accounts.Create(
            new NewAccount("tor@example.org", "Tor Lindqvist", "a long enough password", [], null, [], SomeMentoring.Tor) { MoreRoles = [new GrantSpec(Roles.Trainee, "cambridge")] }));
        Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Post, "/api/v1/schemes/cambridge/members", _door.SchemeLeadCookie(), body)).StatusCode);
        var enrol = Assert.IsType<EnrolMember>(Assert.Single(_door.Grains.Calls).Command);
        Assert.Equal((SomeMentoring.Tor, MemberRole.Mentee, "sol"), (enrol.Person, enrol.Role, enrol.Actor));
        Assert.Equal(ProblemCodes.NotAllowed, await (await Send(HttpMethod.Post, "/api/v1/schemes/cambridge/members", _door.SchemeLeadCookie("oxford"), body)).Code());
    }

    [Fact]
    public async Task A_report_is_read_by_the_lead_of_the_scheme_and_told_to_no_grain()
    {
        var made = await People.Members.With<AccountAdministration, AccountCreated>(_door, accounts => accounts.Create(
            new NewAccount("tia@example.org", "Tia Marsh", "a long enough password", [], null, [], SomeMentoring.Tia) { MoreRoles = [new GrantSpec(Roles.Trainee, "cambridge")] }));
        var tia = _door.TraineeCookie(account: made.AccountId);
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.NoContent, (await Send(HttpMethod.Post, Pair + "/problems", tia, """{"text":"He never comes."}""", "the-same")).StatusCode);
        Assert.All(_door.Grains.Calls, call => Assert.Equal("View", call.Method));

        var reports = (await (await Send(HttpMethod.Get, "/api/v1/schemes/cambridge/problems", _door.SchemeLeadCookie())).Json()).GetProperty("reports");
        var report = Assert.Single(reports.EnumerateArray());
        Assert.Equal(("He never comes.", "Tia Marsh"), (report.GetProperty("text").GetString(), report.GetProperty("writer").GetString()));
        var handled = $"/api/v1/schemes/cambridge/problems/{report.GetProperty("id").GetGuid()}/handled";
        foreach (var cookie in new[] { _door.SchemeLeadCookie("oxford"), _door.AdministratorCookie(), tia })
        {
            Assert.Equal(ProblemCodes.NotAllowed, await (await Send(HttpMethod.Get, "/api/v1/schemes/cambridge/problems", cookie)).Code());
            Assert.Equal(ProblemCodes.NotAllowed, await (await Send(HttpMethod.Post, handled, cookie)).Code());
        }

        Assert.Equal(HttpStatusCode.NoContent, (await Send(HttpMethod.Post, handled, _door.SchemeLeadCookie())).StatusCode);
        Assert.Equal(
            ProblemCodes.ReportUnknown,
            await (await Send(HttpMethod.Post, handled.Replace("cambridge", "oxford", StringComparison.Ordinal), _door.SchemeLeadCookie("oxford"))).Code());
    }

    [Fact]
    public async Task Only_an_administrator_defines_schemes()
    {
        const string Body = """{"name":"Oxford","region":"Y58","zone":"Europe/London","policy":{"name":"P","mentorStage":"M","menteeStage":"m","menteesMax":4,"openRequestsMax":5,"answerDays":14,"meetingsPerYearMax":12,"minutesMin":30,"minutesMost":60,"minutesMax":90,"hoursPerYearMax":50,"yearStart":"FirstOfJuly","remindHours":24}}""";
        Assert.Equal(ProblemCodes.NotAllowed, await (await Send(HttpMethod.Put, "/api/v1/schemes/oxford", _door.SchemeLeadCookie("oxford"), Body)).Code());
        Assert.Empty(_door.Grains.Calls);
        Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Put, "/api/v1/schemes/oxford", _door.AdministratorCookie(), Body)).StatusCode);
        Assert.Equal((4, 12, 90), Assert.Single(_door.Grains.Calls).Command is DefineScheme { Policy: var policy } ? (policy.MenteesMax, policy.MeetingsPerYearMax, policy.MinutesMax) : default);
    }

    private Task<HttpResponseMessage> Send(HttpMethod method, string path, string cookie, string? body = null, string? key = null) =>
        _door.Client(cookie).SendAsync(Request(method, path, body, key ?? $"key-{++_keys}"));
}
