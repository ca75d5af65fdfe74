using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace OutreachSilo.Live;

/// <summary>A board on a wall: nobody presses anything.</summary>
public sealed partial class WallJourneys(DemoSite site)
{
    private const string Wall = DemoSite.Board + "/wall";

    [Fact]
    public async Task It_turns_through_the_practices_moves_and_counts_by_itself()
    {
        await using var wall = await site.Open("/", width: 1920, height: 1080);
        await wall.Page.Clock.InstallAsync();
        await wall.Go(Wall);
        await wall.IsLive();
        var lines = wall.Page.Locator("[data-practice]:visible");
        await Expect(lines).ToHaveCountAsync(8);
        await Picture.Of(wall, "wall");
        var first = await lines.First.GetAttributeAsync("data-practice");
        var place = await wall.Page.Locator("[data-wall]").GetAttributeAsync("data-place");
        await wall.Page.Clock.RunForAsync(12_000);
        await Expect(lines.First).Not.ToHaveAttributeAsync("data-practice", first!);
        await wall.Page.Clock.RunForAsync(60_000);
        await Expect(wall.Page.Locator("[data-wall]")).Not.ToHaveAttributeAsync("data-place", place!);
        await Expect(wall.Page.Locator("[data-clock]")).ToHaveTextAsync(HourAndMinute());

        await using var doctor = await site.Open(DemoSite.Board);
        var week = await doctor.UntouchedWeek();
        await doctor.SignInAsFreshDoctor("Dr Dev Patel");
        await Expect(wall.Page.Locator("[data-total=held]")).ToHaveTextAsync("0");
        await doctor.Hold(week);
        await Expect(wall.Page.Locator("[data-total=held]")).ToHaveTextAsync("1");
        await doctor.Release();
    }

    [Fact]
    public async Task It_has_nothing_to_press_and_shows_when_it_is_stale()
    {
        await using var wall = await site.Open("/");
        var line = await CutLine.Of(wall);
        await wall.Page.Clock.InstallAsync();
        await wall.Go(Wall);
        await wall.IsLive();
        await Expect(wall.Page.Locator("a, button, input, select, [tabindex]:not(main)")).ToHaveCountAsync(0);
        await line.Cut();
        await wall.Page.Clock.FastForwardAsync(10_001);
        await Expect(wall.Page.Locator("[data-live-status]")).ToHaveAttributeAsync("data-freshness", "stale");
        // Hours later it still tries.
        for (var hours = 0; hours < 3; hours++) await wall.Page.Clock.FastForwardAsync(3_600_000);
        line.Mend();
        await wall.Page.Clock.FastForwardAsync(30_000);
        await wall.IsLive();
    }

    [Fact]
    public async Task With_script_off_it_loads_itself_again()
    {
        await using var wall = await site.Open(Wall, script: false);
        await Expect(wall.Page.Locator("[data-total=free]")).ToBeVisibleAsync();
        Assert.Contains("<noscript><meta http-equiv=\"refresh\" content=\"60\"></noscript>", await (await wall.Page.APIRequest.GetAsync(Wall)).TextAsync(), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^(\d{1,2}(:\d\d)?[ap]m|midday|midnight)$")]
    private static partial Regex HourAndMinute();
}
