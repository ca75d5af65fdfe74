using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OutreachSilo.Mentoring;

/// <summary>What mentee, mentor and lead do, each with the other's window beside theirs.</summary>
public sealed class MentoringJourneys(DemoSite site)
{
    private const string Mentor = "Dr Mo Farrell";

    [Fact]
    public async Task A_mentee_asks_a_mentor_accepts_and_both_sign()
    {
        await using var mentor = await Enter(Mentor, "/mentoring/marlshire/requests");
        await mentor.IsLive();
        await using var mentee = await Enter("Dr Nell Garrow", "/mentoring/marlshire/mentors");
        var card = mentee.Page.Locator(".card", new() { HasText = Mentor });
        await Expect(card).ToContainTextAsync("1 free place");
        await card.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(mentee.Page.Locator(".entry", new() { HasText = Mentor })).ToContainTextAsync("Waiting for an answer");
        await mentee.IsLive();

        await mentor.Page.GetByRole(AriaRole.Button, new() { Name = "Accept Dr Nell Garrow" }).ClickAsync();
        await Expect(mentee.Page.GetByRole(AriaRole.Heading, new() { Name = "Dr Mo Farrell is your mentor" })).ToBeVisibleAsync();
        await mentee.Page.GetByRole(AriaRole.Link, new() { Name = "Agreement, meetings and guidance" }).ClickAsync();
        await mentee.IsLive();
        await mentor.Page.GetByRole(AriaRole.Link, new() { Name = "Dr Nell Garrow" }).ClickAsync();
        await Sign(mentor, Mentor);
        await Expect(mentee.Page.GetByText("You both need to sign before you meet.")).ToBeVisibleAsync();
        await Sign(mentee, "Dr Nell Garrow");
        await Expect(mentor.Page.GetByText("You have both signed. You can meet.")).ToBeVisibleAsync();
        await Expect(mentee.Page.GetByRole(AriaRole.Button, new() { Name = "Book a meeting" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Two_mentees_go_for_one_time_and_the_other_sees_it_go()
    {
        await using var first = await Choosing("Dr Tia Lorne");
        await using var second = await Choosing("Dr Ivo Brandt");
        var slot = first.Page.Locator("button[name=Slot]").Nth(3);
        var value = await slot.GetAttributeAsync("value");
        await Expect(Slot(second, value)).ToBeVisibleAsync();
        await slot.ClickAsync();
        await Expect(first.Page.Locator("#meetings .entry")).ToContainTextAsync("Booked");
        await Expect(Slot(second, value)).ToHaveCountAsync(0);

        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel the meeting" }).ClickAsync();
        await Expect(first.Page.Locator("#meetings .entry")).ToHaveCountAsync(0);
        await Expect(Slot(second, value)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_one_of_a_pair_ticks_the_other_one_sees_and_a_time_goes_from_the_calendar_too()
    {
        await using var mentor = await Enter(Mentor, "/mentoring");
        await mentor.Page.GetByRole(AriaRole.Link, new() { Name = "You mentor Dr Tia Lorne" }).ClickAsync();
        await mentor.IsLive();
        await using var mentee = await Enter("Dr Tia Lorne", "/mentoring");
        await mentee.Page.GetByRole(AriaRole.Link, new() { Name = "Your mentor is" }).ClickAsync();
        await mentee.IsLive();
        await mentee.Page.GetByRole(AriaRole.Button, new() { Name = "Mark as done Day release", Exact = true }).ClickAsync();
        await Expect(mentor.Page.GetByRole(AriaRole.Button, new() { Name = "Mark as not done Day release" })).ToBeVisibleAsync();
        await mentor.Page.GetByRole(AriaRole.Button, new() { Name = "Mark as not done Day release" }).ClickAsync();
        await Expect(mentee.Page.GetByRole(AriaRole.Button, new() { Name = "Mark as done Day release", Exact = true })).ToBeVisibleAsync();

        // As a list on one side and as a calendar, two weeks on, on the other.
        await using var other = await Choosing("Dr Ivo Brandt");
        await other.Page.GetByRole(AriaRole.Link, new() { Name = "Show as a calendar" }).ClickAsync();
        for (var week = 0; week < 2; week++) await other.Page.GetByRole(AriaRole.Link, new() { Name = "Later dates", Exact = true }).ClickAsync();
        await Expect(other.Page.Locator(".slots--week")).ToBeVisibleAsync();
        await other.IsLive();
        var value = await other.Page.Locator("button[name=Slot]").First.GetAttributeAsync("value");
        await mentee.Page.GetByRole(AriaRole.Button, new() { Name = "Book a meeting" }).ClickAsync();
        await Slot(mentee, value).ClickAsync();
        await Expect(Slot(other, value)).ToHaveCountAsync(0);
        await mentee.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel the meeting" }).ClickAsync();
        await Expect(Slot(other, value)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_first_acceptance_wins_the_other_mentor_sees_the_request_go_and_the_leads_board_moves()
    {
        await using var county = new DemoSite();
        await county.InitializeAsync();
        await using var lead = await Enter("Sefton Gray", "/schemes/marlshire", county);
        await lead.IsLive();
        var matched = lead.Page.Locator(".offer__numbers div").Nth(0).Locator("dd");
        var before = int.Parse(await matched.InnerTextAsync(), CultureInfo.InvariantCulture);
        await using var mo = await Enter(Mentor, "/mentoring/marlshire/requests", county);
        await using var sian = await Enter("Dr Sian Prosser", "/mentoring/marlshire/requests", county);
        foreach (var window in new[] { mo, sian }) await window.IsLive();
        await using var mentee = await Enter("Dr Nell Garrow", "/mentoring/marlshire/mentors", county);
        foreach (var name in new[] { Mentor, "Dr Sian Prosser" })
        {
            await mentee.Go("/mentoring/marlshire/mentors");
            await mentee.Page.Locator(".card", new() { HasText = name }).GetByRole(AriaRole.Button).ClickAsync();
            await Expect(mentee.Page.Locator(".entry", new() { HasText = name })).ToContainTextAsync("Waiting for an answer");
        }

        await mentee.IsLive();
        var accept = new PageGetByRoleOptions { Name = "Accept Dr Nell Garrow" };
        await Expect(mo.Page.GetByRole(AriaRole.Button, accept)).ToBeVisibleAsync();
        await sian.Page.GetByRole(AriaRole.Button, accept).ClickAsync();
        await Expect(mo.Page.GetByRole(AriaRole.Button, accept)).ToHaveCountAsync(0);
        await Expect(mentee.Page.GetByRole(AriaRole.Heading, new() { Name = "Dr Sian Prosser is your mentor" })).ToBeVisibleAsync();
        await Expect(matched).ToHaveTextAsync((before + 1).ToString(CultureInfo.InvariantCulture));
        Assert.NotEmpty(await county.LinkMailed("request-closed", "/mentoring/"));

        // The lead ends the pair in another window: everybody's moves, and the mentee may choose again.
        await mentee.Page.GetByRole(AriaRole.Link, new() { Name = "Agreement, meetings and guidance" }).ClickAsync();
        await mentee.IsLive();
        await using var second = await Enter("Sefton Gray", "/schemes/marlshire", county);
        await second.Page.Locator("summary", new() { HasText = "the mentorship of Dr Sian Prosser and Dr Nell Garrow" }).ClickAsync();
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "End the mentorship of Dr Sian Prosser and Dr Nell Garrow" }).ClickAsync();
        await Expect(matched).ToHaveTextAsync(before.ToString(CultureInfo.InvariantCulture));
        await Expect(mentee.Page.GetByText("This mentorship ended on")).ToBeVisibleAsync();

        await mentee.Go("/mentoring/marlshire/mentors");
        await mentee.IsLive();
        await second.Page.Locator("form[data-command=pause] button", new() { HasText = "Dr Sian Prosser" }).ClickAsync();
        await Expect(mentee.Page.Locator(".card", new() { HasText = "Dr Sian Prosser" })).ToContainTextAsync("Not taking new mentees");
        await Expect(sian.Page.GetByText("Your scheme lead has paused new requests to you.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_meeting_that_is_over_is_recorded_or_missed_and_pair_ledger_and_lead_see_it()
    {
        await using var county = new DemoSite { HasClock = true };
        await county.InitializeAsync();
        await using (var booking = await Choosing("Dr Ivo Brandt", county: county))
        {
            await booking.Page.Locator("button[name=Slot]").Nth(0).ClickAsync();
            await Expect(booking.Page.Locator("#meetings .entry")).ToHaveCountAsync(1);
            await booking.Page.GetByRole(AriaRole.Button, new() { Name = "Book a meeting" }).ClickAsync();
            await booking.Page.Locator("button[name=Slot]").Nth(0).ClickAsync();
            await Expect(booking.Page.Locator("#meetings .entry")).ToHaveCountAsync(2);
        }

        county.Shift(TimeSpan.FromDays(8));
        await using var lead = await Enter("Sefton Gray", "/schemes/marlshire", county);
        await lead.IsLive();
        var held = lead.Page.Locator(".offer__numbers div").Nth(3).Locator("dd");
        await Expect(held).ToHaveTextAsync("0");
        await using var mentee = await Enter("Dr Ivo Brandt", "/mentoring", county);
        await mentee.Page.GetByRole(AriaRole.Link, new() { Name = "Your mentor is" }).ClickAsync();
        await mentee.IsLive();
        await using var mentor = await Enter(Mentor, "/mentoring", county);
        await Expect(mentor.Page.GetByRole(AriaRole.Link, new() { Name = "Record your meeting with Dr Ivo Brandt" })).ToHaveCountAsync(2);
        await mentor.Page.GetByRole(AriaRole.Link, new() { Name = "You mentor Dr Ivo Brandt" }).ClickAsync();

        // What is typed before the page is live, and before it is renewed because of the other meeting, stays.
        var minutes = mentor.Page.GetByLabel("Minutes of the meeting");
        await minutes.First.FillAsync("25");
        await minutes.First.BlurAsync();
        await mentor.IsLive();
        await mentee.Page.GetByRole(AriaRole.Button, new() { Name = "Someone did not attend on" }).Last.ClickAsync();
        await Expect(mentor.Page.Locator("#meetings .entry")).ToHaveCountAsync(1);
        await Expect(minutes).ToHaveValueAsync("25");

        await mentor.Page.GetByRole(AriaRole.Button, new() { Name = "We met on" }).ClickAsync();
        await Expect(mentee.Page.Locator("#meetings .entry")).ToHaveCountAsync(0);
        await Expect(held).ToHaveTextAsync("1");
        await Expect(mentor.Page.Locator("#meetings .entry")).ToHaveCountAsync(0);
        await mentor.Page.GetByText("Past (2)").ClickAsync();
        await Expect(mentor.Page.GetByText("Held, 25 minutes")).ToBeVisibleAsync();
        await Expect(mentor.Page.Locator("#meetings").GetByText("Missed", new() { Exact = false })).ToBeVisibleAsync();

        // What nobody came to is used up as well, and takes none of the mentor's hours.
        await Expect(mentee.Page.GetByText("2 of 6")).ToBeVisibleAsync();
        await mentor.Go("/mentoring/marlshire/ledger");
        await Expect(mentor.Page.Locator(".nhsuk-summary-list__row", new() { HasText = "Meetings held" })).ToContainTextAsync("25 minutes");
        await Expect(mentor.Page.Locator(".nhsuk-summary-list__row", new() { HasText = "Meetings booked" })).ToContainTextAsync("0 minutes");
    }

    [Fact]
    public async Task A_meeting_is_moved_and_the_mentor_sees_it_move_with_script_off_on_one_side()
    {
        await using var mentor = await Enter(Mentor, "/mentoring");
        await mentor.Page.GetByRole(AriaRole.Link, new() { Name = "You mentor Dr Ivo Brandt" }).ClickAsync();
        await mentor.IsLive();
        await using var mentee = await Choosing("Dr Ivo Brandt", script: false);
        await mentee.Page.Locator("button[name=Slot]").Nth(8).ClickAsync();
        var entry = mentor.Page.Locator("#meetings .entry");
        await Expect(entry).ToContainTextAsync("Booked");
        var before = await entry.Locator(".entry__when").InnerTextAsync();

        await mentee.Page.GetByRole(AriaRole.Link, new() { Name = "Move the meeting" }).ClickAsync();
        await mentee.Page.Locator("button[name=Slot]").Nth(12).ClickAsync();
        await Expect(entry.Locator(".entry__when")).Not.ToHaveTextAsync(before);
        await Expect(mentor.Page.GetByText("1 of 6")).ToBeVisibleAsync();
        await mentor.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel the meeting" }).ClickAsync();
        await Expect(entry).ToHaveCountAsync(0);
        await Expect(mentor.Page.GetByText("0 of 6")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_mentor_gives_hours_and_they_can_be_booked()
    {
        await using var mentee = await Choosing("Dr Tia Lorne");
        await using var mentor = await Enter(Mentor, "/mentoring/marlshire/hours");
        await mentor.Page.Locator("#weekly-day").SelectOptionAsync("Saturday");
        await mentor.Page.Locator("#weekly-from").FillAsync("09:00");
        await mentor.Page.Locator("#weekly-to").FillAsync("10:00");
        await mentor.Page.GetByRole(AriaRole.Button, new() { Name = "Add weekly times" }).ClickAsync();
        await Expect(mentor.Page.GetByText("Saturday, 9am to 10am").First).ToBeVisibleAsync();
        await Expect(mentee.Page.Locator(".slots__day[aria-label^=Sat]").First).ToContainTextAsync("9:30am");

        await mentor.Page.GetByRole(AriaRole.Button, new() { Name = "Remove Saturday" }).ClickAsync();
        await Expect(mentee.Page.Locator(".slots__day[aria-label^=Sat]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_report_reaches_the_lead_who_matches_those_without_a_mentor()
    {
        // In a county of its own: whom the match leaves without a mentor would be missing elsewhere.
        await using var county = new DemoSite();
        await county.InitializeAsync();
        await using var lead = await Enter("Sefton Gray", "/schemes/marlshire", county);
        await lead.IsLive();
        await using var mentee = await Enter("Dr Tia Lorne", "/mentoring", county);
        await mentee.Page.GetByRole(AriaRole.Link, new() { Name = "Your mentor is" }).ClickAsync();
        await mentee.Page.GetByRole(AriaRole.Link, new() { Name = "Report a problem" }).ClickAsync();
        await mentee.Page.GetByLabel("What happened").FillAsync("We cannot find a time.");
        await mentee.Page.GetByRole(AriaRole.Button, new() { Name = "Send report" }).ClickAsync();
        await Expect(mentee.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("We have sent your report");

        await using var second = await Enter("Sefton Gray", "/schemes/marlshire/match", county);
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm matches" }).ClickAsync();
        await Expect(second.Page.GetByText("0 still to do.")).ToBeVisibleAsync();
        await Expect(lead.Page.Locator(".offer__numbers div").Nth(1)).ToContainTextAsync("0");
        await lead.Page.GetByRole(AriaRole.Link, new() { Name = "Problem reports" }).ClickAsync();
        await Expect(lead.Page.GetByText("We cannot find a time.")).ToBeVisibleAsync();
        await lead.Page.GetByRole(AriaRole.Button, new() { Name = "Mark as dealt with" }).ClickAsync();
        await Expect(lead.Page.GetByText("Dealt with on")).ToBeVisibleAsync();

        // The other one of the pair never sees it, nor does anybody else of the scheme.
        await using var mentor = await Enter(Mentor, "/mentoring", county);
        await mentor.Page.GetByRole(AriaRole.Link, new() { Name = "You mentor Dr Tia Lorne" }).ClickAsync();
        await Expect(mentor.Page.GetByText("We cannot find a time.")).ToHaveCountAsync(0);
        mentor.ExpectedStatus = 403;
        await mentor.Go("/schemes/marlshire/problems");
        await Expect(mentor.Page.GetByText("We cannot find a time.")).ToHaveCountAsync(0);
    }

    private async Task<Window> Enter(string name, string address, DemoSite? elsewhere = null, bool script = true)
    {
        var window = await (elsewhere ?? site).Open("/", script: script);
        await window.SignInAs(name);
        await window.Go(address);
        return window;
    }

    /// <summary>On the page where times are chosen; live where there is script.</summary>
    private async Task<Window> Choosing(string name, bool script = true, DemoSite? county = null)
    {
        var window = await Enter(name, "/mentoring", county, script);
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Your mentor is" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Book a meeting" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("When do you want to meet?");
        if (script) await window.IsLive();
        return window;
    }

    private static async Task Sign(Window window, string name)
    {
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Read and sign the agreement" }).ClickAsync();
        await window.Page.GetByLabel("Your name").FillAsync("Somebody else");
        await window.Page.GetByLabel("I have read this agreement").CheckAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign the agreement", Exact = true }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Enter your name exactly");
        await window.Page.GetByLabel("Your name").FillAsync(name);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign the agreement", Exact = true }).ClickAsync();
        await Expect(window.Page.GetByText("signed").First).ToBeVisibleAsync();
    }

    private static ILocator Slot(Window window, string? value) => window.Page.Locator($"button[name=Slot][value='{value}']");
}
