using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OutreachSilo;

/// <summary>Who may come in, and what they are told who may not.</summary>
public sealed class SignInJourneys(DemoSite site)
{
    [Fact]
    public async Task A_wrong_password_is_told_in_a_sentence_and_signs_nobody_in()
    {
        await using var window = await site.Open("/sign-in");
        await window.Page.GetByLabel("Email address").FillAsync("ana@demo.example");
        await window.Page.GetByLabel("Password").FillAsync("not the password");
        await window.Page.Locator("form").Filter(new() { Has = window.Page.GetByLabel("Password") }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your email address or password is not correct");
        await Expect(window.Page.GetByLabel("Email address")).ToHaveValueAsync("ana@demo.example");
        await Expect(window.Page.GetByLabel("Password")).ToHaveValueAsync("");
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Signing_in_leads_back_to_the_page_that_asked_for_it()
    {
        await using var window = await site.Open("/bookings");
        Assert.Contains("/sign-in?returnUrl=", window.Page.Url, StringComparison.Ordinal);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Dr Ana Okafor" }).ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/bookings$"));
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Navigation, new() { Name = "Account" }).GetByRole(AriaRole.Link, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/manage", "Dr Ana Okafor")]
    [InlineData("/practices", "Imogen Clarke")]
    [InlineData("/manage/Y99005", "Imogen Clarke")]
    [InlineData("/bookings", "Rowan Ashby")]
    public async Task A_page_of_another_role_is_refused_in_plain_words(string address, string name)
    {
        await using var window = await site.Open("/", script: false, expectedStatus: 403);
        await window.SignInAs(name);
        await window.Go(address);
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "You do not have access to this page" })).ToBeVisibleAsync();
    }
}
