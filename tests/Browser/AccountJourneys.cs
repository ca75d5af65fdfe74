using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OutreachSilo.TestKit;
using static Microsoft.Playwright.Assertions;

namespace OutreachSilo;

/// <summary>How people keep their accounts: passkeys, sessions elsewhere, a forgotten password.</summary>
public sealed partial class AccountJourneys(DemoSite site)
{
    [Fact]
    public async Task A_doctor_makes_a_passkey_and_comes_back_with_it()
    {
        await using var window = await site.Open("/", host: "localhost");
        await PlugIn(window);
        await window.SignInAs("Dr Dev Patel");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Dr Dev Patel" }).ClickAsync();
        await window.Page.GetByLabel("Name of the new passkey").FillAsync("My phone");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(window.Page.GetByText("You added a passkey.")).ToBeVisibleAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "My phone" })).ToBeVisibleAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await window.Go("/sign-in?returnUrl=/account/security");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign-in and security" })).ToBeVisibleAsync();
        await Expect(window.Page.Locator("tr[data-session=here]")).ToContainTextAsync("passkey");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Remove My phone" }).ClickAsync();
        await Expect(window.Page.GetByText("You removed the passkey.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_an_answer_from_the_authenticator_the_page_says_so_and_the_password_still_works()
    {
        await using var window = await site.Open("/sign-in", host: "localhost");
        await PlugIn(window);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("You did not use a passkey. Try again or use your password.");
        await window.SignInAs("Dr Dev Patel");
    }

    [Fact]
    public async Task Signing_out_everywhere_else_signs_the_other_window_out_by_itself()
    {
        await using var left = await site.Open("/");
        await left.SignInAs("Dr Cleo Marsh");
        await left.Go("/bookings");
        await left.IsLive();
        await using var here = await site.Open("/");
        await here.SignInAs("Dr Cleo Marsh");
        await here.Go("/account/security");
        await here.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere else" }).ClickAsync();
        await Expect(here.Page.GetByText("You signed out everywhere else.")).ToBeVisibleAsync();
        await Expect(left.Page).ToHaveURLAsync(SignInAddress());
        await Expect(here.Page.Locator("tr[data-session=there]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_a_link_from_the_mail_with_script_off()
    {
        await using var window = await site.Open("/sign-in", script: false);
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "I cannot sign in" }).ClickAsync();
        await window.Page.GetByLabel("Your email address").FillAsync("tomas@demo.example");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Send link" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Check your email" })).ToBeVisibleAsync();

        await window.Go(await site.LinkMailed("recovery", "/recover/"));
        // The password that every other test signs in with.
        await window.Page.GetByLabel("New password", new() { Exact = true }).FillAsync("marlshire-2026");
        await window.Page.GetByLabel("New password again").FillAsync("marlshire-2026");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save password" }).ClickAsync();
        await Expect(window.Page.GetByText("You changed your password. Sign in with your new password.")).ToBeVisibleAsync();
        await window.SignInAs("Tomas Reid");
    }

    /// <summary>An authenticator of the browser's own that says yes to everything it has a passkey for.</summary>
    private static async Task PlugIn(Window window)
    {
        var devices = await window.Page.Context.NewCDPSessionAsync(window.Page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    [GeneratedRegex("/sign-in\\?")]
    private static partial Regex SignInAddress();
}
