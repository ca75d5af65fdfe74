using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OutreachSilo.Live;

/// <summary>The board as map, heat calendar and trends: what one window does shows in the other.</summary>
public sealed partial class BoardViewJourneys(DemoSite site)
{
    private const string Map = DemoSite.Board + "?view=map";
    private const string Heat = DemoSite.Board + "?view=heat";
    private const string Trends = DemoSite.Board + "?view=trends";

    [Fact]
    public async Task A_booking_moves_the_map_and_its_table_alike()
    {
        await using var doctor = await site.Open(DemoSite.Board);
        var week = await doctor.UntouchedWeek(placesMin: 2);
        var practice = week.Split('/')[0];
        await using var watcher = await site.Open(Map);
        await watcher.IsLive();
        var free = Number(await Line(watcher, practice).Locator("[data-part=free]").TextContentAsync());
        await doctor.SignInAsFreshDoctor("Dr Ana Okafor");
        await doctor.Hold(week);

        await Expect(Line(watcher, practice).Locator("[data-part=free]")).ToHaveTextAsync($"{free - 1}");
        await Expect(Line(watcher, practice).Locator("[data-part=held]")).Not.ToHaveTextAsync("0");
        var mark = watcher.Page.Locator($"[data-mark={practice}]");
        await Expect(mark).ToHaveAttributeAsync("aria-label", new Regex($": {free - 1} of .*1 held", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(mark.Locator("[data-part=free]")).ToHaveTextAsync($"{free - 1}");
        await Picture.Of(watcher, "map");
        await doctor.Release();
        await Expect(mark.Locator("[data-part=free]")).ToHaveTextAsync($"{free}");
    }

    [Fact]
    public async Task Marks_are_reached_by_keyboard_and_lead_to_their_line()
    {
        await using var window = await site.Open(Map);
        var mark = window.Page.Locator("[data-mark]").First;
        await window.Page.Locator(".map-scroll").FocusAsync();
        await window.Page.Keyboard.PressAsync("Tab");
        await Expect(mark).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        var practice = (await mark.GetAttributeAsync("data-mark"))!;
        await Expect(window.Page).ToHaveURLAsync(new Regex($"#{practice}$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Line(window, practice).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(window.Page.Locator($"tr#{practice} [data-cell]").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task With_script_off_the_map_is_drawn_and_every_mark_is_in_the_table()
    {
        await using var window = await site.Open(Map, script: false);
        var marks = await window.Page.Locator("[data-mark]").EvaluateAllAsync<string[]>("marks => marks.map(mark => mark.dataset.mark)");
        var lines = await window.Page.Locator("[data-practice]").EvaluateAllAsync<string[]>("lines => lines.map(line => line.dataset.practice)");
        Assert.NotEmpty(marks);
        Assert.Equal(lines, marks);
        await Expect(window.Page.GetByText("Open Government Licence v3.0")).ToBeVisibleAsync();
        var outlines = await window.Page.Locator(".map__own").GetAttributeAsync("href");
        var answer = await window.Page.APIRequest.GetAsync(outlines!.Split('#')[0]);
        Assert.Contains($"id=\"{DemoSite.Region}\"", await answer.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_booking_warms_its_week_in_the_heat_calendar()
    {
        await using var doctor = await site.Open(DemoSite.Board);
        var week = await doctor.UntouchedWeek(placesMin: 2);
        await using var watcher = await site.Open(Heat);
        await watcher.IsLive();
        await Expect(watcher.Cell(week).Locator("[data-part=share]")).ToHaveTextAsync("0%");
        var sum = watcher.Page.Locator($"[data-sum-week='{week.Split('/')[1]}']");
        var before = Number((await sum.TextContentAsync())!.TrimEnd('%'));
        await doctor.SignInAsFreshDoctor("Dr Ben Whitlock");
        await doctor.Hold(week);
        await Expect(watcher.Cell(week).Locator("[data-part=share]")).ToHaveTextAsync(HalfOrThird());
        await Expect(watcher.Cell(week)).ToHaveAttributeAsync("data-level", new Regex("low|high", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.True(Number((await sum.TextContentAsync())!.TrimEnd('%')) >= before);
        await Picture.Of(watcher, "heat");
        await doctor.Release();
        await Expect(watcher.Cell(week).Locator("[data-part=share]")).ToHaveTextAsync("0%");
    }

    [Fact]
    public async Task Todays_trend_moves_by_itself()
    {
        await using var doctor = await site.Open(DemoSite.Board);
        var week = await doctor.UntouchedWeek();
        await using var watcher = await site.Open(Trends);
        await watcher.IsLive();
        var asked = Number(await watcher.Page.Locator("[data-trend=requested]").TextContentAsync());
        await doctor.SignInAsFreshDoctor("Dr Cleo Marsh");
        await doctor.Hold(week);
        await watcher.Page.WaitForFunctionAsync("before => Number(document.querySelector('[data-trend=requested]').textContent.replace(',', '')) > before", asked);
        await Picture.Of(watcher, "trends");
        await doctor.Release();
    }

    [Fact]
    public async Task Views_and_filters_are_the_address_with_script_off()
    {
        await using var window = await site.Open(DemoSite.Board, script: false);
        await window.Page.GetByLabel("Primary care network").SelectOptionAsync("U99000");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        var practices = await window.Page.Locator("tbody tr").CountAsync();
        await View(window, "Map");
        Assert.Contains("pcn=U99000", window.Page.Url, StringComparison.Ordinal);
        await Expect(window.Page.Locator("[data-mark]")).ToHaveCountAsync(practices);
        await window.Page.GetByLabel("Places for").SelectOptionAsync("School");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        Assert.Matches("/boards/Y99/School\\?.*view=map", window.Page.Url);
        await View(window, "Heat calendar");
        await Expect(window.Page.Locator("table.heat")).ToBeVisibleAsync();
        await View(window, "Trends");
        await window.Page.GetByLabel("Period").SelectOptionAsync("90");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "last 90 days" })).ToBeVisibleAsync();
        await window.Page.GetByText("Show as a table").ClickAsync();
        await Expect(window.Page.Locator("table.practices tbody tr")).ToHaveCountAsync(90);
        await View(window, "Table");
        await Expect(window.Page.Locator("[data-cell]").First).ToBeVisibleAsync();
    }

    private static ILocator Line(Window window, string practice) => window.Page.Locator($"[data-practice={practice}]");

    private static Task View(Window window, string name) =>
        window.Page.GetByRole(AriaRole.Navigation, new() { Name = "Board views" }).GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();

    private static int Number(string? text) => int.Parse(text!.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex("^(50|33)%$")]
    private static partial Regex HalfOrThird();
}
