using System.Net;
using OutreachSilo.Common;

namespace OutreachSilo.Mentoring;

/// <summary>Limits are policy: an administrator changes them on a page, and a lead reads them.</summary>
public sealed class ProgrammePageTests
{
    private const string Page = "/schemes/cambridge/programme";

    private static readonly (string, string?)[] Members =
    [
        ("ProgrammeName", "Members after training"), ("MentorStage", "Established GP"), ("MenteeStage", "New GP"), ("MenteesMax", "4"), ("OpenRequestsMax", "5"), ("AnswerDays", "14"),
        ("MeetingsPerYearMax", "12"), ("MinutesMin", "30"), ("MinutesMost", "60"), ("MinutesMax", "90"), ("HoursPerYearMax", "50"), ("RemindHours", "48"), ("Start", "FirstOfJuly"),
    ];

    [Fact]
    public async Task An_administrator_makes_a_second_programme_of_it()
    {
        await using var door = await Open();
        var answer = await Save(door, door.AdministratorCookie(), Members);
        Assert.Equal((HttpStatusCode.Redirect, "/schemes"), (answer.Status, answer.Leads));
        var define = Assert.IsType<DefineScheme>(Assert.Single(door.Grains.Calls, call => call.Method == "Define").Command);
        Assert.Equal(new ProgrammePolicy("Members after training", "Established GP", "New GP", 4, 5, 14, 12, 30, 60, 90, 50, YearStart.FirstOfJuly, 48), define.Policy);
        Assert.Equal(("Cambridge", "Y61", "Europe/London", "adi"), (define.Name, define.Region, define.Zone, define.Actor));
    }

    [Theory]
    [InlineData("MenteesMax", "many", "Maximum mentees for each mentor: enter a whole number")]
    [InlineData("AnswerDays", "", "Days a mentor has to answer a request: enter a whole number")]
    [InlineData("Start", "Whenever", "Select when the training year starts")]
    public async Task What_cannot_be_read_is_said_by_field_and_nothing_is_changed(string field, string text, string message)
    {
        await using var door = await Open();
        var answer = await Save(door, door.AdministratorCookie(), [.. Members.Where(it => it.Item1 != field), (field, text)]);
        Assert.Contains(message, WebUtility.HtmlDecode(answer.Text), StringComparison.Ordinal);
        Assert.DoesNotContain(door.Grains.Calls, call => call.Method == "Define");
    }

    [Fact]
    public async Task What_the_scheme_refuses_is_shown_with_what_was_typed()
    {
        await using var door = await Open();
        door.Grains.Answers = (grain, method, command) => method == "Define" ? new Refusal(RefusalCodes.InvalidCommand, "A mentor has 1 to 20 mentees.") : SomeMentoring.Answer(grain, method, command);
        var answer = await Save(door, door.AdministratorCookie(), [.. Members.Where(it => it.Item1 != "MenteesMax"), ("MenteesMax", "21")]);
        Assert.Contains("A mentor has 1 to 20 mentees.", answer.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"21\"", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_reads_the_limits_and_can_change_none()
    {
        await using var door = await Open();
        var page = await door.Client(door.SchemeLeadCookie()).GetStringAsync(Page);
        Assert.Contains("Maximum meetings for each mentorship in a training year", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Save limits", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await door.Client(door.SchemeLeadCookie("oxford")).GetAsync(Page)).StatusCode);
    }

    private static Task<Caller.Answer> Save(Door door, string cookie, (string, string?)[] fields)
    {
        var caller = new Caller(door);
        var (name, value) = cookie.Split('=', 2) is [var first, var second] ? (first, second) : ("", "");
        caller.Cookies[name] = value;
        return caller.Post(Page, "programme", [("CommandId", Guid.NewGuid().ToString("N")), .. fields]);
    }

    private static async Task<Door> Open()
    {
        var door = await Door.OpenWithPages();
        door.Grains.Answers = SomeMentoring.Answer;
        return door;
    }
}
