using System.Net;
using OutreachSilo.Common;

namespace OutreachSilo.Mentoring;

/// <summary>Pages as they are answered, without a browser.</summary>
public sealed class MentoringPageTests
{
    private static readonly string Pair = $"/mentorships/{SomeMentoring.PairId:N}";

    [Fact]
    public async Task The_pages_of_a_pair_are_for_the_two()
    {
        await using var door = await Open();
        foreach (var page in new[] { "", "/agreement", "/meet", "/end", "/problem" })
        {
            Assert.Equal(HttpStatusCode.OK, (await door.Client(door.TraineeCookie()).GetAsync(Pair + page)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await door.Client(door.TraineeCookie(SomeMentoring.Mo)).GetAsync(Pair + page)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await door.Client(door.TraineeCookie(SomeMentoring.Tor)).GetAsync(Pair + page)).StatusCode);
        }
    }

    [Fact]
    public async Task Nobody_but_the_two_sees_anything_of_their_agreement_on_the_page_or_on_paper()
    {
        await using var door = await Open();
        var paper = Pair + "/agreement.pdf";
        Assert.Equal("application/pdf", (await door.Client(door.TraineeCookie()).GetAsync(paper)).Content.Headers.ContentType?.MediaType);
        foreach (var address in new[] { Pair + "/agreement", paper, "/api/v1" + paper })
        {
            // Of the same scheme, of another one, and those who lead or run the place.
            foreach (var cookie in new[] { door.TraineeCookie(SomeMentoring.Tor), door.TraineeCookie(SomeMentoring.Tor, "oxford") })
            {
                var stranger = await door.Client(cookie).GetAsync(address);
                Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
                await SaysNothing(stranger);
            }

            foreach (var cookie in new[] { null, door.SchemeLeadCookie(), door.AdministratorCookie(), door.DoctorCookie() })
            {
                var answer = await door.Client(cookie).GetAsync(address);
                Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Redirect, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden });
                await SaysNothing(answer);
            }
        }

        static async Task SaysNothing(HttpResponseMessage answer)
        {
            Assert.NotEqual("application/pdf", answer.Content.Headers.ContentType?.MediaType);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("confidences", text, StringComparison.Ordinal);
            Assert.DoesNotContain(SomeMentoring.Text.Hash, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_slot_in_the_hour_that_comes_twice_says_which_of_the_two()
    {
        await using var door = await Open();
        var first = new DateTimeOffset(2026, 10, 25, 1, 30, 0, TimeSpan.FromHours(1));
        var second = new DateTimeOffset(2026, 10, 25, 1, 30, 0, TimeSpan.Zero);
        var usual = door.Grains.Answers!;
        door.Grains.Answers = (grain, method, command) => method == "FreeSlots"
            ? SomeMentoring.Slots(new MeetingSlot(first, first.AddMinutes(30), ClockPass.First), new MeetingSlot(second, second.AddMinutes(30), ClockPass.Second))
            : usual(grain, method, command);
        var page = await Read(door, Pair + "/meet?from=2026-10-25");
        Assert.Contains("1:30am (first)", page, StringComparison.Ordinal);
        Assert.Contains("1:30am (second)", page, StringComparison.Ordinal);
        Assert.Contains("Europe/London", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_agreement_is_shown_as_it_was_meant_and_runs_nothing()
    {
        await using var door = await Open();
        var usual = door.Grains.Answers!;
        door.Grains.Answers = (grain, method, command) => grain.StartsWith("mentorship", StringComparison.Ordinal) ? SomeMentoring.Pair(signed: false) : usual(grain, method, command);
        var page = await door.Client(door.TraineeCookie()).GetStringAsync(Pair + "/agreement");
        Assert.Contains("<em>confidences</em>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", page, StringComparison.Ordinal);
        Assert.Contains("I have read this agreement", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-16, false)]
    [InlineData(-15, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public async Task The_way_to_the_room_is_there_in_its_window_only(int minutesAfterTheStart, bool shown)
    {
        await using var door = await Open();
        var startsAt = door.Time.GetUtcNow().AddMinutes(-minutesAfterTheStart);
        door.Grains.Answers = (grain, method, command) => grain.StartsWith("mentorship", StringComparison.Ordinal)
            ? SomeMentoring.Pair(meetings: SomeMentoring.Meeting(startsAt: startsAt))
            : SomeMentoring.Answer(grain, method, command);
        var page = await Read(door, Pair);
        Assert.Equal(shown, page.Contains("/join\"", StringComparison.Ordinal));
        Assert.Contains("Meetings are not recorded", page, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefghijklmnopqrstuvwxyz", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://meet.example.org", "https://meet.example.org/abcdefghijklmnopqrstuvwxyz#")]
    [InlineData("", "/mentorships/000000000000400080000000000000aa/room/VideoNotSetUp")]
    public async Task Joining_leads_into_the_room_of_the_provider_that_is_set_up(string address, string expected)
    {
        await using var door = await Open(("Video:Jitsi:BaseAddress", address));
        var answer = await door.Client(door.TraineeCookie()).GetAsync($"{Pair}/meetings/{SomeMentoring.MeetingId:N}/join");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith(expected, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.EndsWith(
            $"/room/{RefusalCodes.NotOfThePair}",
            (await door.Client(door.TraineeCookie(SomeMentoring.Tor)).GetAsync($"{Pair}/meetings/{SomeMentoring.MeetingId:N}/join")).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_a_scheme_are_for_its_members()
    {
        await using var door = await Open();
        foreach (var page in new[] { "mentors", "choices", "requests", "hours", "ledger" })
        {
            Assert.Equal(HttpStatusCode.OK, (await door.Client(door.TraineeCookie()).GetAsync($"/mentoring/cambridge/{page}")).StatusCode);
            var foreign = await door.Client(door.TraineeCookie(SomeMentoring.Tor, "oxford")).GetAsync($"/mentoring/cambridge/{page}");
            Assert.Equal((HttpStatusCode.Redirect, Routes.Forbidden), (foreign.StatusCode, new Uri(new Uri("http://localhost"), foreign.Headers.Location!).AbsolutePath));
        }
    }

    private static async Task<Door> Open(params (string Key, string Value)[] settings)
    {
        var door = await Door.OpenWithPages(settings);
        door.Grains.Answers = SomeMentoring.Answer;
        return door;
    }

    private static async Task<string> Read(Door door, string path) => WebUtility.HtmlDecode(await door.Client(door.TraineeCookie()).GetStringAsync(path));
}
