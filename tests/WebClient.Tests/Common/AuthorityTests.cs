using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.Common;

/// <summary>Who may do what: every operation of the API asked by everybody, compared with the list that is checked in. For the rest see <see cref="SiteAuthorityTests"/>.</summary>
public sealed class AuthorityTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["HoldPlace"] = """{"kind":"Foundation"}""",
        ["JoinWaitingList"] = """{"kind":"Foundation"}""",
        ["SetCapacity"] = """{"capacity":3}""",
        ["PublishWeeks"] = """{"first":"2026-08-03","offers":[{"kind":"Foundation","capacity":2}],"deskLimit":3}""",
        ["ChooseHosting"] = """{"choice":"Hosting"}""",
        ["RetryMail"] = """{"key":"none"}""",
        ["DescribeAccess"] = """{"features":["StepFree"]}""",
        ["GiveRole"] = """{"role":"practice-reception","scope":"K81001","until":"2026-08-03T00:00:00Z"}""",
        ["Invite"] = """{"email":"robin@example.org","name":"Robin","roles":[{"role":"practice-reception","scope":"K81001"}],"until":"2026-08-03T00:00:00Z"}""",
        ["ChooseMentors"] = """{"mentors":[]}""",
        ["SetHours"] = """{"zone":"Europe/London","weekly":[],"exceptions":[],"bufferMinutes":10,"noticeHours":24,"slotMinutes":30}""",
        ["PauseMentorOfScheme"] = """{"paused":true}""",
        ["PauseMentor"] = """{"paused":true}""",
        ["RecordHours"] = """{"kind":"Training","day":"2026-01-05","minutes":60}""",
        ["SignAgreement"] = """{"version":1,"name":"Tia Marsh","confirmed":true}""",
        ["TickGuidance"] = """{"done":true}""",
        ["ReportProblem"] = """{"text":" "}""",
        ["BookMeeting"] = """{"startsAt":"2026-01-06T12:00:00Z","minutes":30}""",
        ["MoveMeeting"] = """{"startsAt":"2026-01-06T12:00:00Z","minutes":30}""",
        ["RecordMeeting"] = """{"minutes":30}""",
        ["DefineScheme"] = """{"name":"Cambridge","region":"Y61","zone":"Europe/London","policy":{"name":"P","mentorStage":"M","menteeStage":"m","menteesMax":3,"openRequestsMax":5,"answerDays":7,"meetingsPerYearMax":6,"minutesMin":20,"minutesMost":30,"minutesMax":60,"hoursPerYearMax":10,"yearStart":"FirstOfJuly","remindHours":24}}""",
        ["EnrolMember"] = """{"person":"0000000000000000000000000000000c","role":"Mentee","profile":{"interests":[],"placements":[]}}""",
        ["PublishAgreement"] = """{"text":"We agree."}""",
        ["ApplyMatch"] = """{"pairs":[]}""",
        ["AcceptInvitation"] = """{"name":"Robin","password":"three words together"}""",
        ["SignIn"] = """{"email":"nobody@example.org","password":"not it at all"}""",
    };

    /// <summary>What only somebody is told who may ask: there is no such thing.</summary>
    private static readonly string[] Reached =
    [
        ProblemCodes.SignInFailed, ProblemCodes.SignInLocked, ProblemCodes.AccountUnknown, ProblemCodes.RoleUnknown, ProblemCodes.InvitationUnknown, ProblemCodes.NotFound, ProblemCodes.ReportUnknown,
        RefusalCodes.MemberUnknown, RefusalCodes.InvalidCommand, RefusalCodes.PlaceUnknown,
    ];

    private readonly Door _door = open.Door;

    [Fact]
    public async Task Each_role_may_do_what_the_list_says_and_nothing_else()
    {
        _door.Grains.Answers = (grain, method, command) => method switch
        {
            _ when grain.Split('/')[0] is "scheme" or "mentor" or "mentee" or "mentorship" => SomeMentoring.Answer(grain, method, command),
            "Agenda" => new People.AgendaView([], 1),
            "People" => new WeekPeople([], 0),
            "PublishWeeks" => new PublishReport([]),
            "SetCapacity" => Some.WeekView(),
            "View" or "ChooseHosting" or "DescribeAccess" => Some.Practice(),
            _ => Some.Place(),
        };
        var callers = _door.Everybody();
        var text = new StringBuilder();
        foreach (var endpoint in _door.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().OrderBy(PathOf, StringComparer.Ordinal).ThenBy(MethodOf, StringComparer.Ordinal))
        {
            var (path, method) = (PathOf(endpoint), MethodOf(endpoint));
            if (!path.StartsWith("/api/", StringComparison.Ordinal)) continue;
            var address = path.Replace("{practice}", "K81001", StringComparison.Ordinal).Replace("{monday}", "2026-08-03", StringComparison.Ordinal)
                .Replace("{place:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal).Replace("{kind}", "Foundation", StringComparison.Ordinal).Replace("{region}", "Y61", StringComparison.Ordinal)
                .Replace("{account}", "nobody", StringComparison.Ordinal).Replace("{secret}", "none", StringComparison.Ordinal)
                .Replace("{role:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal).Replace("{invitation:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal);
            address = address.Replace("{scheme}", SomeMentoring.Scheme, StringComparison.Ordinal).Replace("{mentorship:guid}", SomeMentoring.PairId.ToString(), StringComparison.Ordinal)
                .Replace("{meeting:guid}", SomeMentoring.MeetingId.ToString(), StringComparison.Ordinal).Replace("{request:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal)
                .Replace("{report:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal).Replace("{mentee}", SomeMentoring.Tia, StringComparison.Ordinal)
                .Replace("{person}", SomeMentoring.Tia, StringComparison.Ordinal).Replace("{role}", "Mentee", StringComparison.Ordinal)
                .Replace("{version}", "1", StringComparison.Ordinal).Replace("{topic}", "DayRelease", StringComparison.Ordinal);
            if (path.EndsWith("/search", StringComparison.Ordinal)) address += "?near=CB1";
            var name = endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName;
            if (name == "Week") _door.Grains.Answers = Weeks(_door.Grains.Answers!);
            var may = new List<string>();
            foreach (var (who, cookie) in callers)
            {
                var response = await _door.Client(cookie).SendAsync(Request(new HttpMethod(method), address, Bodies.GetValueOrDefault(name), "k" + who.GetHashCode(StringComparison.Ordinal)));
                var code = (int)response.StatusCode < 400 ? null : await response.Code();
                if (code is null || Reached.Contains(code)) may.Add(who);
                else Assert.Contains(code, who == "anonymous" ? [ProblemCodes.NotSignedIn] : new[] { ProblemCodes.NotAllowed, RefusalCodes.NotOfThePair });
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"{method} {path}: {(may.Count == callers.Count ? "everybody" : string.Join(", ", may))}");
        }

        Approve(text.ToString());
    }

    [Fact]
    public async Task A_doctor_cannot_hold_a_school_place()
    {
        var before = _door.Grains.Calls.Count(call => call.Method == "Hold");
        var response = await _door.Client(_door.DoctorCookie()).SendAsync(Request(HttpMethod.Post, "/api/v1/weeks/K81001/2026-08-03/places", """{"kind":"School"}"""));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(ProblemCodes.KindNotYours, await response.Code());
        Assert.Equal(before, _door.Grains.Calls.Count(call => call.Method == "Hold"));
    }

    [Fact]
    public async Task A_page_of_another_site_can_write_nothing()
    {
        var calls = _door.Grains.Calls.Count;
        foreach (var (header, value) in new[] { ("Origin", "https://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site") })
        {
            var response = await _door.Client(_door.DoctorCookie()).SendAsync(Request(HttpMethod.Post, "/api/v1/weeks/K81001/2026-08-03/places", """{"kind":"Foundation"}""").With(header, value));
            Assert.Equal(ProblemCodes.ForeignOrigin, await response.Code());
        }

        Assert.Equal(calls, _door.Grains.Calls.Count);
        _door.Grains.Answers = (_, _, _) => Some.Place();
        var own = await _door.Client(_door.DoctorCookie()).SendAsync(Request(HttpMethod.Post, "/api/v1/weeks/K81001/2026-08-03/places", """{"kind":"Foundation"}""").With("Origin", "http://localhost"));
        Assert.Equal(HttpStatusCode.Created, own.StatusCode);
    }

    [Fact]
    public async Task A_forged_or_old_cookie_is_nobody()
    {
        var good = _door.DoctorCookie();
        Assert.Equal(HttpStatusCode.OK, (await _door.Client(good).GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _door.Client(good[..^4] + "AAAA").GetAsync("/api/v1/me")).StatusCode);
        await using var later = await Door.Open();
        var old = later.Cookie("ana", later.Time.GetUtcNow().AddHours(12));
        Assert.Equal(HttpStatusCode.OK, (await later.Client(old).GetAsync("/api/v1/me")).StatusCode);
        later.Time.Advance(TimeSpan.FromHours(13));
        Assert.Equal(HttpStatusCode.Unauthorized, (await later.Client(old).GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await later.Client(good).GetAsync("/api/v1/me")).StatusCode);
    }

    private static Func<string, string, object?, object> Weeks(Func<string, string, object?, object> other) =>
        (grain, method, command) => grain.StartsWith("week/", StringComparison.Ordinal) && method == "View" ? Some.WeekView() : other(grain, method, command);

    private static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    private static string MethodOf(RouteEndpoint endpoint) => string.Join(',', endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["any"]);

    internal static string MethodsOf(RouteEndpoint endpoint) => MethodOf(endpoint);

    internal static string RouteOf(RouteEndpoint endpoint) => PathOf(endpoint);

    internal static void Approve(string received, string file = "Authority.approved.txt", [CallerFilePath] string source = "")
    {
        var approved = Path.Combine(AppContext.BaseDirectory, "Common", file);
        var expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "";
        if (expected == received.ReplaceLineEndings("\n")) return;
        Assert.Fail($"Who may do what has changed. If that is meant, put this into {file} beside {Path.GetFileName(source)}:\n{received}");
    }
}
