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
        await Expect(card).ToContainTextAsync("Room for 1");
        await card.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(mentee.Page.Locator(".entry", new() { HasText = Mentor })).ToContainTextAsync("Waiting for an answer");
        await mentee.IsLive();

        await mentor.Page.GetByRole(AriaRole.Button, new() { Name = "Accept Dr Nell Garrow" }).ClickAsync();
        await Expect(mentee.Page.GetByRole(AriaRole.Heading, new() { Name = "Dr Mo Farrell is your mentor" })).ToBeVisibleAsync();
        await mentee.Page.GetByRole(AriaRole.Link, new() { Name = "Agreement, meetings and guidance" }).ClickAsync();
        await mentee.IsLive();
        await mentor.Page.GetByRole(AriaRole.Link, new() { Name = "Dr Nell Garrow" }).ClickAsync();
        await Sign(mentor, Mentor);
        await Expect(mentee.Page.GetByText("Both of you sign before you meet.")).ToBeVisibleAsync();
        await Sign(mentee, "Dr Nell Garrow");
        await Expect(mentor.Page.GetByText("Both of you have signed. You can meet.")).ToBeVisibleAsync();
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
        await mentor.Page.GetByRole(AriaRole.Button, new() { Name = "Add weekly hours" }).ClickAsync();
        await Expect(mentor.Page.GetByText("Saturday, 09:00 to 10:00").First).ToBeVisibleAsync();
        await Expect(mentee.Page.Locator(".slots__day[aria-label^=Sat]").First).ToContainTextAsync("09:30");

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
        await mentee.Page.GetByRole(AriaRole.Button, new() { Name = "Send to the lead" }).ClickAsync();
        await Expect(mentee.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("has your report");

        await using var second = await Enter("Sefton Gray", "/schemes/marlshire/match", county);
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Make these pairs" }).ClickAsync();
        await Expect(second.Page.GetByText("0 left.")).ToBeVisibleAsync();
        await Expect(lead.Page.Locator(".offer__numbers div").Nth(1)).ToContainTextAsync("0");
        await lead.Page.GetByRole(AriaRole.Link, new() { Name = "Problem reports" }).ClickAsync();
        await Expect(lead.Page.GetByText("We cannot find a time.")).ToBeVisibleAsync();
        await lead.Page.GetByRole(AriaRole.Button, new() { Name = "Dealt with" }).ClickAsync();
        await Expect(lead.Page.GetByText("Dealt with on")).ToBeVisibleAsync();
    }

    private async Task<Window> Enter(string name, string address, DemoSite? elsewhere = null, bool script = true)
    {
        var window = await (elsewhere ?? site).Open("/", script: script);
        await window.SignInAs(name);
        await window.Go(address);
        return window;
    }

    /// <summary>On the page where times are chosen; live where there is script.</summary>
    private async Task<Window> Choosing(string name, bool script = true)
    {
        var window = await Enter(name, "/mentoring", script: script);
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
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign", Exact = true }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Type your name");
        await window.Page.GetByLabel("Your name").FillAsync(name);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign", Exact = true }).ClickAsync();
        await Expect(window.Page.GetByText("signed").First).ToBeVisibleAsync();
    }

    private static ILocator Slot(Window window, string? value) => window.Page.Locator($"button[name=Slot][value='{value}']");
}
