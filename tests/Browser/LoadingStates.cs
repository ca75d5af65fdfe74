using Microsoft.Playwright;

namespace OutreachSilo;

/// <summary>What a page says while it waits, and when what it waits for does not come.</summary>
public sealed class LoadingStates(DemoSite site)
{
    [Fact]
    public async Task A_page_shows_its_numbers_and_says_that_it_connects()
    {
        await using var window = await site.Open("/");
        var hub = new TaskCompletionSource();
        await window.Page.RouteAsync("**/hubs/**", async route =>
        {
            await hub.Task;
            await route.ContinueAsync();
        });
        await window.Go(DemoSite.Board);
        await Assertions.Expect(window.Page.Locator("[data-live-words]")).ToHaveTextAsync("Connecting…");
        await Assertions.Expect(window.Page.Locator("[data-cell]").First).ToBeVisibleAsync();
        hub.SetResult();
        await window.IsLive();
    }

    [Fact]
    public async Task A_page_whose_script_comes_only_in_part_says_how_old_its_numbers_are()
    {
        await using var window = await site.Open("/");
        window.ExpectsLostRequests = true;
        await window.Page.RouteAsync("**/dist/part-*", async route =>
        {
            var part = await route.FetchAsync();
            if ((await part.TextAsync()).Contains("negotiate", StringComparison.Ordinal)) await route.AbortAsync();
            else await route.FulfillAsync(new() { Response = part });
        });
        await window.Go(DemoSite.Board);
        await Assertions.Expect(window.Page.Locator("[data-live-words]")).ToContainTextAsync("As of");
        await Assertions.Expect(window.Page.Locator("[data-cell]").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_form_under_way_says_so_and_is_sent_once()
    {
        await using var window = await site.Open("/sign-in");
        var answer = new TaskCompletionSource();
        var sent = 0;
        await window.Page.RouteAsync("**/sign-in", async route =>
        {
            Interlocked.Increment(ref sent);
            await answer.Task;
            await route.ContinueAsync();
        });
        // At one go: while a form is under way the browser answers no further question about its page.
        var shown = await window.Page.GetByRole(AriaRole.Button, new() { Name = "Dr Ana Okafor" }).EvaluateAsync<string[]>(
            """
            button => {
              const size = () => `${button.offsetWidth} × ${button.offsetHeight}`;
              const before = size();
              button.click();
              button.click();
              return [button.textContent, button.ariaDisabled, size() === before ? "as large" : size()];
            }
            """);
        Assert.Equal(["Sending…", "true", "as large"], shown);
        answer.SetResult();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
        Assert.Equal(1, sent);
    }
}
