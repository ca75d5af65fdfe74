using Microsoft.Playwright;
using OutreachSilo.Pages;

namespace OutreachSilo;

/// <summary>What holds for every page and every visitor: sound markup, room on a phone, nothing serious for axe-core, nothing from elsewhere.</summary>
public sealed class EveryPage(DemoSite site)
{
    private static readonly int[] Widths = [390, 1280];

    public static TheoryData<Visitor, int> Walks()
    {
        var walks = new TheoryData<Visitor, int>();
        foreach (var visitor in Enum.GetValues<Visitor>())
            foreach (var width in Widths)
                walks.Add(visitor, width);
        return walks;
    }

    [Theory]
    [MemberData(nameof(Walks))]
    public async Task Is_sound_and_accessible(Visitor visitor, int width)
    {
        await using var window = await site.Open("/", width: width, height: width < 500 ? 844 : 800);
        await window.SignInAs(visitor);
        var faults = new List<string>();
        foreach (var page in SitePages.Of(visitor))
        {
            window.ExpectedStatus = page.Status;
            var answer = await window.Go(page.Address(await site.RouteValues()));
            await window.HasSettled();
            if (answer.Status != page.Status) faults.Add($"{page.Name}: answered {answer.Status}");
            faults.AddRange((await Markup.Faults(window)).Concat(await Axe.Findings(window)).Select(fault => $"{page.Name}: {fault}"));
            await Picture.Whole(window, Path.Combine($"{width}", $"{visitor}", page.Name));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task With_serious_faults_is_found()
    {
        await using var window = await site.Open("/search");
        await window.Page.EvaluateAsync(
            """
            document.querySelector("main").insertAdjacentHTML("beforeend", "<img><button></button><h1 id='postcode'>Twice</h1><input name='nameless'><p class='wide'>wide</p>");
            document.querySelector(".wide").style.cssText = "width: 3000px; color: #ddd; background: #fff";
            """);
        Assert.Equal(["button-name", "color-contrast", "image-alt", "label"], (await Axe.Findings(window)).Select(finding => finding.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["a field without label: nameless", "an id comes twice: postcode", "nameless: <button></button>", "not exactly one h1", "wider than the window"],
            (await Markup.Faults(window)).Order(StringComparer.Ordinal).Select(fault => fault.Split(" by ")[0]));
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
        foreach (var page in SitePages.Of(Visitor.Anonymous).Where(page => page.Status == 200)) await window.Go(page.Address(await site.RouteValues()));
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
}
