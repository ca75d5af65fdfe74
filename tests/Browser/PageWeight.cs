using System.Text.Json;
using Microsoft.Playwright;
using OutreachSilo.Pages;

namespace OutreachSilo;

/// <summary>
/// What a page costs those who open it, in bytes and in elements: the causes of slowness, which do not depend on the machine. Seconds are judged by
/// <c>lighthouse/judge.mjs</c>.
/// </summary>
public sealed class PageWeight(DemoSite site)
{
    /// <summary>All that is fetched until the page is live: page, styles, scripts, icons, as sent and with the headers.</summary>
    private const int BytesMax = 120_000;

    /// <summary>The page itself and what the browser waits for before it paints.</summary>
    private const int BytesBeforePaintMax = 50_000;

    /// <summary>What runs before the page can be used.</summary>
    private const int FirstScriptBytesMax = 12_000;

    private const int ElementsPerCellMax = 8;

    public static TheoryData<Visitor, string> MainPages { get; } = new()
    {
        { Visitor.Anonymous, "/" },
        { Visitor.Anonymous, "/boards/{region}/{kind}" },
        { Visitor.Anonymous, "/boards/{region}/{kind}?show=80" },
        { Visitor.Anonymous, "/boards/{region}/{kind}?view=map" },
        { Visitor.Anonymous, "/boards/{region}/{kind}?view=heat" },
        { Visitor.Anonymous, "/search?postcode=ZX5" },
        { Visitor.Anonymous, "/weeks/{ods}/{monday}" },
        { Visitor.Anonymous, "/sign-in" },
        { Visitor.Doctor, "/bookings" },
        { Visitor.Doctor, "/tasks" },
        { Visitor.PracticeManager, "/manage/{ods}" },
        { Visitor.Coordinator, "/boards/{region}/{kind}" },
        { Visitor.Coordinator, "/practices" },
    };

    [Theory]
    [MemberData(nameof(MainPages))]
    public async Task A_page_is_light(Visitor visitor, string route)
    {
        var weight = await Weigh(visitor, route);
        Assert.InRange(weight.Bytes, 1, BytesMax);
        Assert.InRange(weight.BytesBeforePaint, 1, BytesBeforePaintMax);
        Assert.InRange(weight.FirstScriptBytes, 1, FirstScriptBytesMax);
        Assert.Single(weight.Blocking);
        Assert.Empty(weight.EndlessAnimations);
    }

    [Fact]
    public async Task What_is_not_compressed_is_found_too_heavy()
    {
        var weight = await Weigh(Visitor.Anonymous, DemoSite.Board + "?show=80", async page => await page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Accept-Encoding"] = "identity" }));
        Assert.True(weight.Bytes > BytesMax, $"{weight.Bytes} bytes");
        Assert.True(weight.BytesBeforePaint > BytesBeforePaintMax, $"{weight.BytesBeforePaint} bytes");
    }

    [Fact]
    public async Task What_keeps_the_first_paint_waiting_is_found()
    {
        var weight = await Weigh(Visitor.Anonymous, "/", page => page.RouteAsync("**/", async route =>
        {
            var answer = await route.FetchAsync();
            var text = await answer.TextAsync();
            await route.FulfillAsync(new() { Response = answer, Body = text.Replace("</head>", """<link rel="stylesheet" href="/_content/WebClient/dist/site.css?again"></head>""", StringComparison.Ordinal) });
        }));
        Assert.Equal(2, weight.Blocking.Length);
    }

    [Fact]
    public async Task An_endless_animation_is_found()
    {
        await using var window = await site.Open("/");
        await window.Page.EvaluateAsync("document.body.animate([{ opacity: 1 }, { opacity: 0.9 }], { duration: 1000, iterations: Infinity })");
        Assert.NotEmpty(await EndlessAnimations(window));
    }

    /// <summary>A board has hundreds of cells: an element more in each is hundreds more to lay out and paint.</summary>
    [Fact]
    public async Task A_cell_is_few_elements()
    {
        await using var window = await site.Open(DemoSite.Board);
        var most = await window.Page.Locator(".board td").EvaluateAllAsync<int>("cells => Math.max(...cells.map(cell => cell.querySelectorAll('*').length))");
        Assert.InRange(most, 4, ElementsPerCellMax);
    }

    private async Task<Weight> Weigh(Visitor visitor, string route, Func<IPage, Task>? before = null)
    {
        var address = new SitePage(route, []).Address(await site.RouteValues());
        await using var window = await site.Open("/sign-in");
        await window.SignInAs(visitor);
        await using var wire = await Wire.Tap(window.Page);
        if (before is not null) await before(window.Page);
        await window.Go(address);
        await window.HasSettled();
        await window.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var scripts = await window.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('script[src]')].map(script => script.src)");
        var blocking = await window.Page.EvaluateAsync<string[]>("performance.getEntriesByType('resource').filter(each => each.renderBlockingStatus === 'blocking').map(each => each.name)");
        return new Weight(
            wire.Bytes(_ => true),
            wire.Bytes(url => url == window.Page.Url || blocking.Contains(url)),
            wire.Bytes(scripts.Contains),
            blocking,
            await EndlessAnimations(window));
    }

    private static Task<string[]> EndlessAnimations(Window window) => window.Page.EvaluateAsync<string[]>(
        "document.getAnimations().filter(each => each.effect.getTiming().iterations === Infinity).map(each => each.effect.target.className)");

    private sealed record Weight(int Bytes, int BytesBeforePaint, int FirstScriptBytes, string[] Blocking, string[] EndlessAnimations);

    /// <summary>Counts what comes over the wire, nothing of it kept from earlier pages.</summary>
    private sealed class Wire(ICDPSession session) : IAsyncDisposable
    {
        private readonly Dictionary<string, string> addresses = [];
        private readonly Dictionary<string, int> bytes = [];

        public static async Task<Wire> Tap(IPage page)
        {
            var session = await page.Context.NewCDPSessionAsync(page);
            var wire = new Wire(session);
            session.Event("Network.requestWillBeSent").OnEvent += (_, message) => wire.addresses[Id(message)] = message!.Value.GetProperty("request").GetProperty("url").GetString()!;
            session.Event("Network.loadingFinished").OnEvent += (_, message) => wire.bytes[Id(message)] = (int)message!.Value.GetProperty("encodedDataLength").GetDouble();
            await session.SendAsync("Network.enable");
            await session.SendAsync("Network.setCacheDisabled", new Dictionary<string, object> { ["cacheDisabled"] = true });
            return wire;
        }

        public int Bytes(Func<string, bool> of) => bytes.Where(each => addresses.TryGetValue(each.Key, out var url) && of(url)).Sum(each => each.Value);

        public async ValueTask DisposeAsync() => await session.DetachAsync();

        private static string Id(JsonElement? message) => message!.Value.GetProperty("requestId").GetString()!;
    }
}
