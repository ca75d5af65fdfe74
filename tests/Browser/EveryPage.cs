using Microsoft.Playwright;

namespace OutreachSilo;

/// <summary>What holds for every page: one heading, labelled fields, nothing from elsewhere, room on a phone.</summary>
public sealed class EveryPage(DemoSite site)
{
    private static readonly string[] Views = [DemoSite.Board + "?view=map", DemoSite.Board + "?view=heat", DemoSite.Board + "?view=trends"];
    private static readonly string[] ForAll = ["/", "/search", "/search?postcode=ZX5", "/boards", DemoSite.Board, .. Views, DemoSite.Board + "/wall", "/sign-in", "/sign-out", "/recover", "/recover/forged", "/invitation/none"];
    private static readonly string[] ForDoctors = ["/bookings", "/tasks", "/account/security", "/account/password"];
    private static readonly string[] ForManagers = ["/manage", "/manage/Y99000", "/manage/Y99000/publish", "/manage/Y99000/hosting", "/tasks", "/people", "/people/invite"];
    private static readonly string[] ForCoordinators = [DemoSite.Board, "/practices", "/attention", "/manage/Y99000", "/tasks", "/notices/outbox", "/notices/templates"];

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Is_sound(int width)
    {
        await using var window = await site.Open("/", width: width);
        await Check(window, ForAll);
        await window.SignInAs("Dr Ana Okafor");
        await Check(window, ForDoctors);
        await window.SignInAs("Imogen Clarke");
        await Check(window, ForManagers);
        await window.SignInAs("Rowan Ashby");
        await Check(window, ForCoordinators);
    }

    [Fact]
    public async Task Asks_no_other_host_for_anything()
    {
        await using var window = await site.Open("/");
        var foreign = new List<string>();
        var home = new Uri(window.Page.Url).Authority;
        window.Page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != home) foreign.Add(request.Url);
        };
        foreach (var address in ForAll) await window.Go(address);
        Assert.Empty(foreign);
    }

    [Fact]
    public async Task That_does_not_exist_says_so()
    {
        await using var window = await site.Open("/", script: false);
        foreach (var address in new[] { "/nothing-here", "/boards/Y99/Nobody", "/boards/Y00/Foundation", "/weeks/Y99000/2026-08-04", "/weeks/Y99000/2190-01-06" })
        {
            var answer = await window.Page.APIRequest.GetAsync(address);
            Assert.Equal(404, answer.Status);
            Assert.Contains("Page not found", await answer.TextAsync(), StringComparison.Ordinal);
        }
    }

    private static async Task Check(Window window, IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            var answer = await window.Go(address);
            Assert.True(answer.Ok, $"{address} answered {answer.Status}.");
            var faults = await window.Page.EvaluateAsync<string[]>(
                """
                () => {
                  const faults = [];
                  const say = (wrong, what) => { if (wrong) faults.push(what); };
                  say(document.querySelectorAll("h1").length !== 1, "not exactly one h1");
                  say(!document.title, "no title");
                  say(document.documentElement.lang !== "en-GB", "no language");
                  say(document.querySelectorAll("main").length !== 1, "not exactly one main");
                  say(document.documentElement.scrollWidth > document.documentElement.clientWidth, `wider than the window: ${document.documentElement.scrollWidth}`);
                  const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
                  say(new Set(ids).size !== ids.length, "an id comes twice");
                  for (const field of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
                    say(field.labels.length === 0 && !field.getAttribute("aria-label"), `field without label: ${field.name}`);
                  for (const control of document.querySelectorAll("button, a"))
                    say(!control.textContent.trim() && !control.getAttribute("aria-label"), `nameless: ${control.outerHTML.slice(0, 80)}`);
                  return faults;
                }
                """);
            Assert.True(faults.Length == 0, $"{address}: {string.Join("; ", faults)}");
        }
    }
}
