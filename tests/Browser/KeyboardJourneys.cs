using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OutreachSilo;

/// <summary>What people come for, done with the keyboard alone.</summary>
public sealed class KeyboardJourneys(DemoSite site)
{
    [Fact]
    public async Task The_first_stop_is_a_link_past_the_menu()
    {
        await using var window = await site.Open("/search");
        await window.Page.Keyboard.PressAsync("Tab");
        var skip = window.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to main content" });
        await Expect(skip).ToBeFocusedAsync();
        await Expect(skip).ToBeInViewportAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.Keyboard.PressAsync("Tab");
        await Expect(window.Page.GetByLabel("Postcode")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_doctor_signs_in()
    {
        await using var window = await site.Open("/sign-in");
        var keyboard = new Keyboard(window.Page);
        var password = await window.Page.Locator("input[type=hidden][name=Password]").First.GetAttributeAsync("value");
        await keyboard.Type(window.Page.GetByLabel("Email address"), "cleo@demo.example");
        await keyboard.Type(window.Page.GetByLabel("Password"), password!);
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.GetByText("Dr Cleo Marsh")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_doctor_finds_a_place_books_it_and_gives_it_up()
    {
        await using var window = await site.Open("/");
        await window.SignInAsFreshDoctor("Dr Cleo Marsh");
        await window.Go("/search");
        var (page, keyboard) = (window.Page, new Keyboard(window.Page));
        await keyboard.Type(page.GetByLabel("Postcode"), "ZX5");
        await page.Keyboard.PressAsync("Enter");
        await keyboard.Follow(page.Locator(".card [data-state=free]").First);
        await keyboard.Follow(page.GetByRole(AriaRole.Button, new() { Name = "Book a place" }));
        await keyboard.Follow(page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your place is booked" })).ToBeVisibleAsync();
        await keyboard.Follow(page.Locator("summary", new() { HasText = "Cancel my place" }));
        await keyboard.Follow(page.GetByRole(AriaRole.Button, new() { Name = "Cancel my place" }));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Book a place" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_manager_says_that_a_practice_hosts_and_publishes_weeks()
    {
        await using var window = await site.Open("/");
        await window.SignInAs("Imogen Clarke");
        await window.Go("/manage/Y99002/hosting");
        var (page, keyboard) = (window.Page, new Keyboard(window.Page));
        var yes = page.GetByLabel("Yes, we host taster weeks");
        await keyboard.To(page.Locator("input[type=radio]:checked"));
        await keyboard.To(yes, "ArrowUp");
        await Expect(yes).ToBeCheckedAsync();
        await keyboard.Follow(page.GetByRole(AriaRole.Button, new() { Name = "Save" }));
        await keyboard.Follow(page.GetByRole(AriaRole.Button, new() { Name = "Publish weeks" }));
        await keyboard.Follow(page.GetByRole(AriaRole.Button, new() { Name = "Continue" }));
        await keyboard.Type(page.Locator("#Foundation-places"), "2");
        await keyboard.Follow(page.GetByRole(AriaRole.Button, new() { Name = "Continue" }));
        await keyboard.Follow(page.GetByRole(AriaRole.Button, new() { Name = "Continue" }));
        await keyboard.Follow(page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }));
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("published");
    }

    [Fact]
    public async Task A_focus_that_cannot_be_seen_is_found()
    {
        await using var window = await site.Open("/search");
        await window.Page.GetByLabel("Postcode").EvaluateAsync("field => { field.style.cssText = 'outline: none; box-shadow: none'; field.focus(); }");
        Assert.StartsWith("no ring", await window.Page.EvaluateAsync<string>(Keyboard.FaultOfFocus), StringComparison.Ordinal);
        await window.Page.GetByLabel("Postcode").EvaluateAsync("field => field.style.cssText = 'position: fixed; top: -200px'");
        Assert.StartsWith("out of sight", await window.Page.EvaluateAsync<string>(Keyboard.FaultOfFocus), StringComparison.Ordinal);
    }
}
