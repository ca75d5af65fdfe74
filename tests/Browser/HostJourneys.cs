using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OutreachSilo;

/// <summary>What practice managers and coordinators do.</summary>
public sealed class HostJourneys(DemoSite site)
{
    [Fact]
    public async Task A_manager_publishes_a_term_and_an_open_board_shows_it()
    {
        // Y99005 has published nothing: its manager says that it hosts, then publishes.
        await using var watcher = await site.Open(DemoSite.Board + "?show=80");
        await watcher.IsLive();
        await Expect(watcher.Page.Locator("tr#Y99005")).ToHaveCountAsync(0);
        await using var manager = await site.Open("/");
        await manager.SignInAs("Tomas Reid");
        await manager.Go("/manage/Y99005/hosting");
        await manager.Page.GetByLabel("Yes, we host taster weeks").CheckAsync();
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(manager.Page.GetByText("You saved your answer.")).ToBeVisibleAsync();

        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Publish weeks" }).ClickAsync();
        await Continue(manager);
        await manager.Page.Locator("#Foundation-places").FillAsync("3");
        await Continue(manager);
        await manager.Page.Locator("#desks").FillAsync("2");
        await manager.Page.Locator("#opens").FillAsync("2026-01-05T09:00");
        await Continue(manager);
        await Expect(manager.Page.GetByText("3 places, Mon–Fri")).ToBeVisibleAsync();
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Change people at the same time" }).ClickAsync();
        await manager.Page.Locator("#desks").FillAsync("3");
        await Continue(manager);
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await Expect(manager.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("published");
        await Expect(watcher.Page.Locator("tr#Y99005 [data-cell]").First).ToBeVisibleAsync();
        await Expect(watcher.Page.Locator("tr#Y99005 .cell__tag").First).ToHaveTextAsync("3/3 free");
    }

    [Fact]
    public async Task A_manager_sees_who_is_coming_and_cannot_lower_the_places_below_them()
    {
        await using var manager = await site.Open("/");
        await manager.SignInAs("Imogen Clarke");
        await manager.Go("/manage/Y99001");
        await manager.IsLive();
        var week = await manager.UntouchedWeek(placesMin: 2, practice: "Y99001");
        var monday = week.Split('/')[1];
        await using var doctor = await site.Open("/");
        await doctor.SignInAsFreshDoctor("Dr Cleo Marsh");
        await doctor.Go($"/weeks/{week}");
        await doctor.Page.GetByRole(AriaRole.Button, new() { Name = "Book a place" }).ClickAsync();

        var line = manager.Page.Locator($"#w{monday}");
        await Expect(line.Locator(".people-list")).ToContainTextAsync("Dr Cleo Marsh");
        await line.Locator("input[name=Capacity]").FillAsync("0");
        await line.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(manager.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await line.Locator("input[name=Capacity]").FillAsync("3");
        await line.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(manager.Page.GetByText("You changed the number of places in the week of")).ToBeVisibleAsync();
        await Expect(line.Locator(".cell__tag")).ToHaveTextAsync("2/3 free");
        await doctor.Page.GetByRole(AriaRole.Button, new() { Name = "Give up this place" }).ClickAsync();
    }

    [Fact]
    public async Task A_publish_form_with_mistakes_comes_back_with_what_was_typed()
    {
        await using var manager = await site.Open("/", script: false);
        await manager.SignInAs("Imogen Clarke");
        await manager.Go("/manage/Y99000/publish");
        await Continue(manager);
        await manager.Page.Locator("#Foundation-places").FillAsync("900");
        await manager.Page.Locator("#Foundation-supervisor").FillAsync("Dr Ida Lund");
        await Continue(manager);
        await Expect(manager.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("from 1 to 50");
        await Expect(manager.Page.Locator("#Foundation-places")).ToHaveValueAsync("900");
        await Expect(manager.Page.Locator("#Foundation-supervisor")).ToHaveValueAsync("Dr Ida Lund");
    }

    private static Task Continue(Window window) => window.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();

    [Fact]
    public async Task What_a_manager_states_of_the_building_is_found_by_access_needs_with_script_off()
    {
        await using var manager = await site.Open("/", script: false);
        await manager.SignInAs("Imogen Clarke");
        await manager.Go("/manage/Y99000/access");
        await manager.Page.GetByLabel("Hearing loop").CheckAsync();
        await manager.Page.GetByLabel("Quiet room").CheckAsync();
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(manager.Page.GetByText("You saved the accessibility information.")).ToBeVisibleAsync();
        await manager.Go("/search?postcode=ZX1&within=20&access=HearingLoop&access=QuietRoom");
        await Expect(manager.Page.Locator(".card h3").GetByText("Elm Tree Surgery", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_stated_of_a_practice_in_one_window_shows_in_the_other_ones()
    {
        await using var coordinator = await site.Open("/");
        await coordinator.SignInAs("Rowan Ashby");
        await coordinator.Go("/manage/Y99002");
        await coordinator.IsLive();
        var access = coordinator.Page.Locator("a[href='/manage/Y99002/access']");
        await Expect(access).Not.ToContainTextAsync("quiet room");
        await using var other = await site.Open("/");
        await other.SignInAs("Rowan Ashby");
        await other.Go("/manage/Y99002/access");
        await other.Page.GetByLabel("Quiet room").CheckAsync();
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(access).ToContainTextAsync("quiet room");
    }

    [Fact]
    public async Task A_coordinator_runs_a_rush_and_the_board_fills()
    {
        // In a county of its own: what two thousand doctors leave behind would be in every other test's numbers.
        await using var county = new DemoSite();
        await county.InitializeAsync();
        await using var coordinator = await county.Open("/");
        await coordinator.SignInAs("Rowan Ashby");
        await coordinator.Go(DemoSite.Board);
        await coordinator.IsLive();
        await coordinator.Page.GetByRole(AriaRole.Button, new() { Name = "Simulate opening day" }).ClickAsync();
        await Expect(coordinator.Page.Locator("#rush progress")).ToBeVisibleAsync();
        await coordinator.IsLive();
        // The picture: when the new weeks are on the board, some held with their countdowns, some full with people waiting.
        await coordinator.Page.WaitForFunctionAsync(
            """
            () => document.querySelectorAll("[data-fact=held]").length >= 8 && Number(document.querySelector("[data-total=waiting]").textContent.replace(",", "")) >= 40
            """);
        await Picture.Of(coordinator, "board");
        await Expect(coordinator.Page.Locator("#rush")).ToContainTextAsync("Last time, 2,000 simulated doctors tried to book");
    }
}
