using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OutreachSilo.Live;

/// <summary>What waits for a decision of mine, on the page and as a number on every other.</summary>
public sealed class TaskJourneys(DemoSite site)
{
    [Fact]
    public async Task An_offer_is_counted_on_whatever_page_is_open_and_is_a_task_until_it_is_answered()
    {
        await using var first = await site.Open(DemoSite.Board);
        var week = await first.UntouchedWeek(practice: "Y99000");
        await first.SignInAsFreshDoctor("Dr Ana Okafor");
        await first.Hold(week);
        await using var second = await site.Open("/");
        await second.SignInAsFreshDoctor("Dr Ben Whitlock");
        await second.Go($"/weeks/{week}");
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Join the waiting list" }).ClickAsync();
        await Expect(second.Page.Locator("#yours")).ToContainTextAsync("You are number 1 on the waiting list");

        await second.Go("/search");
        var count = second.Page.Locator("[data-task-count]");
        await Expect(count).ToHaveAttributeAsync("data-task-count", "0");
        await first.Release();
        await Expect(count).ToHaveTextAsync("1");
        await second.Page.GetByRole(AriaRole.Link, new() { Name = "My tasks" }).ClickAsync();
        await Expect(second.Page.GetByRole(AriaRole.Link, new() { Name = "Accept or decline a place" })).ToBeVisibleAsync();
        await Picture.Of(second, "tasks");
        await second.Page.GetByRole(AriaRole.Link, new() { Name = "Accept or decline a place" }).ClickAsync();
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Decline" }).ClickAsync();
        await Expect(second.Page.Locator(".yours--offered")).ToHaveCountAsync(0);
        await second.Go("/tasks");
        await Expect(second.Page.GetByRole(AriaRole.Heading, new() { Name = "You have no tasks" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_place_held_in_one_window_is_counted_in_the_same_persons_other_one()
    {
        await using var here = await site.Open(DemoSite.Board);
        var week = await here.UntouchedWeek(practice: "Y99000");
        await here.SignInAsFreshDoctor("Dr Cleo Marsh");
        await using var there = await site.Open("/");
        await there.SignInAs("Dr Cleo Marsh");
        await there.Go("/search");
        var count = there.Page.Locator("[data-task-count]");
        await Expect(count).ToHaveAttributeAsync("data-task-count", "0");
        await here.Hold(week);
        await Expect(count).ToHaveTextAsync("1");
        await here.Release();
        await Expect(count).ToHaveAttributeAsync("data-task-count", "0");
    }

    [Fact]
    public async Task A_manager_finds_their_tasks_with_script_off()
    {
        await using var manager = await site.Open("/", script: false);
        await manager.SignInAs("Imogen Clarke");
        await manager.Page.GetByRole(AriaRole.Link, new() { Name = "My tasks" }).ClickAsync();
        await Expect(manager.Page.GetByRole(AriaRole.Heading, new() { Name = "My tasks", Level = 1 })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Nobody_elses_tasks_are_told()
    {
        await using var window = await site.Open("/tasks");
        Assert.Contains("/sign-in?returnUrl=", window.Page.Url, StringComparison.Ordinal);
        Assert.Equal(401, (await window.Page.APIRequest.GetAsync("/api/v1/me/tasks")).Status);
    }
}
