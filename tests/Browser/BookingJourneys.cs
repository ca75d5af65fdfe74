using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OutreachSilo;

/// <summary>What doctors do, in real windows of a real browser against the real service.</summary>
public sealed partial class BookingJourneys(DemoSite site)
{
    [Fact]
    public async Task A_booking_in_one_window_shows_on_another_windows_board_within_a_second()
    {
        await using var watcher = await site.Open(DemoSite.Board);
        await watcher.IsLive();
        var week = await watcher.UntouchedWeek();
        await using var doctor = await site.Open("/");
        await doctor.SignInAsFreshDoctor("Dr Ana Okafor");
        await doctor.Go($"/weeks/{week}");

        await watcher.Cell(week).EvaluateAsync(
            "cell => new MutationObserver(() => window.seenAt ??= Date.now()).observe(cell, { attributes: true, subtree: true, childList: true, characterData: true })");
        await doctor.Page.EvaluateAsync("document.addEventListener('submit', () => sessionStorage.setItem('sentAt', String(Date.now())))");
        await doctor.Page.GetByRole(AriaRole.Button, new() { Name = "Book a place" }).ClickAsync();
        await watcher.Page.WaitForFunctionAsync("() => window.seenAt");
        await Expect(doctor.Page.GetByRole(AriaRole.Heading, new() { Name = "We are holding a place for you" })).ToBeVisibleAsync();

        var seen = await watcher.Page.EvaluateAsync<double>("window.seenAt");
        var sent = double.Parse(await doctor.Page.EvaluateAsync<string>("sessionStorage.getItem('sentAt')"), CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper?.WriteLine($"From submit to the other window's board: {seen - sent:0} ms");
        Assert.InRange(seen - sent, 0, 1_000);
        await doctor.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Expect(watcher.Cell(week).Locator("[data-fact=booked]")).ToHaveTextAsync("1");
        await GiveUp(doctor, week);
    }

    [Fact]
    public async Task Others_see_how_long_a_place_is_held()
    {
        await using var watcher = await site.Open(DemoSite.Board);
        await watcher.IsLive();
        var week = await watcher.UntouchedWeek();
        await using var doctor = await site.Open("/");
        await doctor.SignInAsFreshDoctor("Dr Ben Whitlock");
        await doctor.Hold(week);

        var countdown = watcher.Cell(week).Locator("[data-until]");
        await Expect(watcher.Cell(week).Locator("[data-fact=held]")).ToHaveTextAsync("1");
        await Expect(countdown).ToHaveTextAsync(MinutesAndSeconds());
        var before = await countdown.TextContentAsync();
        await Expect(countdown).Not.ToHaveTextAsync(before!);

        await doctor.Page.GetByRole(AriaRole.Button, new() { Name = "Give up this place" }).ClickAsync();
        await Expect(watcher.Cell(week).Locator("[data-fact=held]")).ToHaveCountAsync(0);
        await Expect(countdown).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_freed_place_is_offered_to_the_first_who_waits_and_can_be_accepted()
    {
        await using var first = await site.Open("/");
        await first.SignInAsFreshDoctor("Dr Cleo Marsh");
        await first.Go(DemoSite.Board);
        var week = await first.UntouchedWeek(practice: "Y99000");
        await first.Hold(week);
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Expect(first.Page.GetByRole(AriaRole.Heading, new() { Name = "Your place is booked" })).ToBeVisibleAsync();

        await using var second = await site.Open("/");
        await second.SignInAsFreshDoctor("Dr Dev Patel");
        await second.Go($"/weeks/{week}");
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Join the waiting list" }).ClickAsync();
        await Expect(second.Page.Locator("#yours")).ToContainTextAsync("You are number 1 on the waiting list");

        await second.Go("/bookings");
        await second.IsLive();
        await GiveUp(first, week);
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(second.Page.Locator(".entry--confirmed")).ToHaveCountAsync(1);
        await GiveUp(second, week);
    }

    [Fact]
    public async Task A_place_can_be_found_booked_and_given_up_with_script_off()
    {
        await using var doctor = await site.Open("/", script: false, width: 390, height: 844);
        await doctor.SignInAsFreshDoctor("Dr Ana Okafor");
        await doctor.Go("/search");
        await doctor.Page.GetByLabel("Postcode").FillAsync("zx5");
        await doctor.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await doctor.Page.Locator(".card [data-state=free]").First.ClickAsync();
        await doctor.Page.GetByRole(AriaRole.Button, new() { Name = "Book a place" }).ClickAsync();
        await Expect(doctor.Page.Locator("#yours time")).ToContainTextAsync("until");
        await doctor.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Expect(doctor.Page.GetByRole(AriaRole.Heading, new() { Name = "Your place is booked" })).ToBeVisibleAsync();
        await doctor.Page.GetByText("Cancel my place").First.ClickAsync();
        await doctor.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel my place" }).ClickAsync();
        await Expect(doctor.Page.GetByRole(AriaRole.Button, new() { Name = "Book a place" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_form_sent_twice_books_once()
    {
        await using var doctor = await site.Open("/", script: false);
        await doctor.SignInAsFreshDoctor("Dr Ben Whitlock");
        await doctor.Go(DemoSite.Board);
        var week = await doctor.UntouchedWeek();
        await doctor.Go($"/weeks/{week}");
        var form = await doctor.Page.Locator("form[data-command=hold] input[type=hidden]").EvaluateAllAsync<string[][]>("fields => fields.map(field => [field.name, field.value])");
        var sent = doctor.Page.APIRequest;
        foreach (var _ in new[] { 1, 2 })
        {
            var data = doctor.Page.APIRequest.CreateFormData();
            foreach (var field in form) data.Append(field[0], field[1]);
            var answer = await sent.PostAsync($"/weeks/{week}", new() { Form = data });
            Assert.Equal(200, answer.Status);
            Assert.Contains("We are holding a place for you", await answer.TextAsync(), StringComparison.Ordinal);
        }

        await doctor.Go("/bookings");
        await Expect(doctor.Page.Locator(".entry--held")).ToHaveCountAsync(1);
        await doctor.Page.GetByRole(AriaRole.Button, new() { Name = "Give up this place" }).ClickAsync();
        await Expect(doctor.Page.Locator(".entry--held")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_refusal_is_a_sentence_on_the_page()
    {
        await using var doctor = await site.Open("/");
        await doctor.SignInAsFreshDoctor("Dr Dev Patel");
        await doctor.Go(DemoSite.Board);
        var week = await doctor.UntouchedWeek(practice: "Y99000");
        await doctor.Hold(week);
        // Elsewhere in the same week: nobody is in two places.
        var other = week.Replace("Y99000", "Y99001", StringComparison.Ordinal);
        await doctor.Go($"/weeks/{other}");
        await doctor.Page.Locator("form[data-command] button").First.ClickAsync();
        await Expect(doctor.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        Assert.StartsWith("Error:", await doctor.Page.TitleAsync(), StringComparison.Ordinal);
        await doctor.Go($"/weeks/{week}");
        await doctor.Page.GetByRole(AriaRole.Button, new() { Name = "Give up this place" }).ClickAsync();
        await Expect(doctor.Page.GetByRole(AriaRole.Button, new() { Name = "Book a place" })).ToBeVisibleAsync();
    }

    private static async Task GiveUp(Window doctor, string week)
    {
        await doctor.Go($"/weeks/{week}");
        await doctor.Page.Locator("summary", new() { HasText = "Cancel my place" }).ClickAsync();
        await doctor.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel my place" }).ClickAsync();
        await Expect(doctor.Page.Locator(".yours--confirmed")).ToHaveCountAsync(0);
    }

    [GeneratedRegex(@"^(10|\d):[0-5]\d$")]
    private static partial Regex MinutesAndSeconds();
}
