using System.Net;
using OutreachSilo.Mentoring;
using OutreachSilo.People;
using OutreachSilo.People.Accounts;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.Common;

/// <summary>The audit trail of each record on pages and in the API: for whom, with which names.</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    private static readonly Guid Place = new("00000000-0000-4000-8000-0000000000cc");
    private static readonly string Pair = $"/mentorships/{SomeMentoring.PairId}";

    private Door _door = null!;
    private string _manager = "";

    public async ValueTask InitializeAsync()
    {
        _door = await Door.OpenWithPages();
        _door.Grains.Answers = (grain, method, command) => (grain.Split('/')[0], method) switch
        {
            ("person", "Agenda") => new AgendaView([Some.Place(Place)], 1),
            ("practice", _) => Some.Practice(),
            _ => SomeMentoring.Answer(grain, method, command),
        };
        _manager = await _door.With<AccountAdministration, string>(async accounts =>
            (await accounts.Create(new NewAccount("mara@example.org", "Mara Dunn", Members.Password, [Roles.PracticeManager], null, ["K81001"]))).AccountId!);
        await _door.With<AccountAdministration, AccountCreated>(accounts => accounts.Create(new NewAccount("ana@example.org", "Dr Ana Okafor", Members.Password, [Roles.Doctor], null, [], Door.Ana)));
        _door.History.Records["week/K81001/2026-08-03"] =
        [
            Line(1, "Week published", _manager),
            Line(2, "Place for Foundation doctors held", Door.Ana, Door.Ana, Place),
            Line(3, "Booking stopped", _manager, detail: "Flooded <b>cellar</b>"),
            Line(4, "Place given back because its time had run out", "system", Door.Ana, Place),
        ];
        _door.History.Records[GrainKeys.Mentorship(SomeMentoring.PairId)] = [Line(1, "Mentorship begun", _manager), Line(2, "Version 1 of the agreement signed", SomeMentoring.Tia, SomeMentoring.Tia)];
    }

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [Fact]
    public async Task A_host_reads_who_did_what_to_a_week_and_when()
    {
        var page = await Read("/weeks/K81001/2026-08-03/history", _door.ReceptionCookie());
        Assert.Contains("Place given back because its time had run out: Dr Ana Okafor", page, StringComparison.Ordinal);
        Assert.Contains("Monday 5 January 2026 at 12:03pm</time>, Mara Dunn", page, StringComparison.Ordinal);
        Assert.Contains("</time>, The service", page, StringComparison.Ordinal);
        Assert.Contains("Flooded <b>cellar</b>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>cellar</b>", await _door.Client(_door.ReceptionCookie()).GetStringAsync("/weeks/K81001/2026-08-03/history"), StringComparison.Ordinal);

        var api = await (await _door.Client(_door.ManagerCookie()).GetAsync("/api/v1/weeks/K81001/2026-08-03/history?take=2")).Json();
        Assert.Equal((3, 2), (api.GetProperty("older").GetInt64(), api.GetProperty("entries").GetArrayLength()));
        var older = await (await _door.Client(_door.ManagerCookie()).GetAsync("/api/v1/weeks/K81001/2026-08-03/history?take=2&before=3")).Json();
        Assert.Equal("Mara Dunn", older.GetProperty("entries")[1].GetProperty("who").GetString());
        Assert.Equal("null", older.GetProperty("older").GetRawText());
    }

    [Fact]
    public async Task A_doctor_reads_what_became_of_the_own_place_and_no_name_of_staff()
    {
        foreach (var address in new[] { $"/bookings/{Place:N}/history", $"/api/v1/places/{Place}/history" })
        {
            var text = await Read(address, _door.DoctorCookie());
            Assert.Contains("Place for Foundation doctors held", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Week published", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Mara", text, StringComparison.Ordinal);
        }

        Assert.Equal(RefusalCodes.PlaceUnknown, await (await _door.Client(_door.DoctorCookie()).GetAsync($"/api/v1/places/{Guid.NewGuid()}/history")).Code());
        Assert.Equal(HttpStatusCode.NotFound, (await _door.Client(_door.DoctorCookie()).GetAsync($"/bookings/{Guid.NewGuid():N}/history")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _door.Client(_door.DoctorCookie()).GetAsync("/bookings/x/history")).StatusCode);
    }

    [Fact]
    public async Task The_two_of_a_pair_read_its_history_and_nobody_else_does()
    {
        foreach (var who in new[] { SomeMentoring.Mo, SomeMentoring.Tia })
        {
            var page = await Read(Pair + "/history", _door.TraineeCookie(who));
            Assert.Contains("Version 1 of the agreement signed", page, StringComparison.Ordinal);
            Assert.Contains("The scheme lead", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Mara", page, StringComparison.Ordinal);
        }

        Assert.Equal(RefusalCodes.NotOfThePair, await (await _door.Client(_door.TraineeCookie(SomeMentoring.Tor)).GetAsync($"/api/v1{Pair}/history")).Code());
    }

    [Theory]
    [InlineData("before=0")]
    [InlineData("before=-1")]
    [InlineData("before=x")]
    [InlineData("before=99999999999999999999")]
    [InlineData("before=")]
    [InlineData("take=0")]
    [InlineData("take=201")]
    [InlineData("take=1e2")]
    public async Task A_stretch_that_is_none_is_refused(string query)
    {
        Assert.Equal(ProblemCodes.InvalidRequest, await (await _door.Client(_door.DoctorCookie()).GetAsync($"/api/v1/me/history?{query}")).Code());
        Assert.Equal(HttpStatusCode.OK, (await _door.Client(_door.DoctorCookie()).GetAsync($"/bookings/history?{query}")).StatusCode);
    }

    private HistoryLine Line(long version, string what, string actor, string person = "", Guid? place = null, string detail = "") =>
        new(version, _door.Time.GetUtcNow().AddMinutes(version), "kind", what, actor, person, null, detail, place);

    private async Task<string> Read(string address, string cookie)
    {
        var answer = await _door.Client(cookie).SendAsync(Request(HttpMethod.Get, address));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
