using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OutreachSilo;

/// <summary>Roles: invited to by mail, given, ended, felt at once in an open window.</summary>
public sealed class PeopleJourneys(DemoSite site)
{
    [Fact]
    public async Task A_manager_invites_help_that_comes_by_the_mailed_link_and_goes_when_it_is_ended()
    {
        await using var manager = await site.Open("/");
        await manager.SignInAs("Imogen Clarke");
        await manager.Page.GetByRole(AriaRole.Link, new() { Name = "People", Exact = true }).ClickAsync();
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Invite someone" }).ClickAsync();
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Send invitation" }).ClickAsync();
        await Expect(manager.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Enter their name");
        await manager.Page.GetByLabel("Name").FillAsync("Robin Vale");
        await manager.Page.GetByLabel("Email address").FillAsync("robin@demo.example");
        await manager.Page.GetByLabel("Assistant manager").CheckAsync();
        await manager.Page.GetByLabel("Practice").SelectOptionAsync("Y99001");
        await manager.Page.GetByLabel("Last day").FillAsync(DateTime.UtcNow.AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Send invitation" }).ClickAsync();
        await Expect(manager.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("You sent the invitation");

        await using var robin = await site.Open("/", expectedStatus: 403);
        await robin.Go(await site.LinkMailed("invitation", "/invitation/"));
        await Expect(robin.Page.GetByText("Assistant manager, Y99001")).ToBeVisibleAsync();
        await robin.Page.GetByLabel("Choose a password").FillAsync("otter lamp seventeen");
        await robin.Page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await robin.Page.GetByRole(AriaRole.Link, new() { Name = "My practices", Exact = true }).ClickAsync();
        await robin.Page.Locator(".card h2 a").ClickAsync();
        await Expect(robin.Page.GetByRole(AriaRole.Button, new() { Name = "Publish weeks" })).ToBeVisibleAsync();

        await manager.Go("/people?text=robin");
        await manager.Page.GetByRole(AriaRole.Link, new() { Name = "Robin Vale" }).ClickAsync();
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "End the role" }).ClickAsync();
        await Expect(manager.Page.GetByRole(AriaRole.Link, new() { Name = "Robin Vale" })).ToHaveCountAsync(0);
        await robin.Go("/manage/Y99001");
        await Expect(robin.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("You do not have access to this page");
    }

    [Fact]
    public async Task A_link_that_is_none_says_so_and_administrators_see_everybody()
    {
        await using var visitor = await site.Open("/invitation/00", script: false);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This link no longer works");
        await visitor.SignInAs("Alex Moore");
        await visitor.Go("/people?text=rowan");
        await Expect(visitor.Page.GetByRole(AriaRole.Cell, new() { Name = "Regional coordinator, Y99" })).ToBeVisibleAsync();
    }
}
