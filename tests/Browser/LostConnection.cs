using System.Text.RegularExpressions;
using OutreachSilo.StandIns;
using static Microsoft.Playwright.Assertions;

namespace OutreachSilo;

/// <summary>What a page says of its numbers when it can no longer hear of changes.</summary>
public sealed partial class LostConnection(DemoSite site)
{
    [Fact]
    public async Task A_board_says_as_of_when_its_numbers_are()
    {
        await using var window = await site.Open(DemoSite.Board, scripts: [StandIn.FastTimers, StandIn.Hub]);
        await window.IsLive();
        window.ExpectsLostRequests = true;
        await window.Page.RouteAsync("**/hubs/**", static request => request.AbortAsync()); // nor by another transport
        await window.Page.EvaluateAsync("hub.leave()");
        await Expect(window.Page.Locator("[data-live-status]")).ToHaveAttributeAsync("data-freshness", "stale");
        await Expect(window.Page.Locator("[data-live-words]")).ToHaveTextAsync(AsOf());
        await Picture.Whole(window, "board-stale");
    }

    [GeneratedRegex(@"^As of (\d{1,2}(:\d\d)?[ap]m|midday|midnight)$")]
    private static partial Regex AsOf();
}
