using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
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
    public async Task A_stylesheet_that_grew_is_found()
    {
        var weight = await Weigh(Visitor.Anonymous, "/", page => page.RouteAsync("**/dist/site*", async route =>
        {
            var answer = await route.FetchAsync();
            var more = Convert.ToHexString(RandomNumberGenerator.GetBytes(BytesMax));
            await route.FulfillAsync(new() { Response = answer, Body = $"{await answer.TextAsync()}/*{more}*/" });
        }));
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
            await route.FulfillAsync(new() { Response = answer, Body = text.Replace("</head>", """<link rel="stylesheet" href="/_content/WebClient/dist/site.css?again"></head>""".Replace("<link", $"<link {Regex.Match(text, "nonce=\"[^\"]+\"").Value}", StringComparison.Ordinal), StringComparison.Ordinal) });
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
        await window.Page.GotoAsync("about:blank"); // nothing of the page before is still on its way
        await using var wire = await Wire.Tap(window.Page);
        if (before is not null) await before(window.Page);
        await window.Go(address);
        await window.HasSettled();
        await window.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var scripts = await window.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('script[src]')].map(script => script.src)");
        var blocking = await window.Page.EvaluateAsync<string[]>("performance.getEntriesByType('resource').filter(each => each.renderBlockingStatus === 'blocking').map(each => each.name)");
        return new Weight(
            await wire.Bytes(_ => true),
            await wire.Bytes(url => url == window.Page.Url || blocking.Contains(url)),
            await wire.Bytes(scripts.Contains),
            blocking,
            await EndlessAnimations(window));
    }

    private static Task<string[]> EndlessAnimations(Window window) => window.Page.EvaluateAsync<string[]>(
        "document.getAnimations().filter(each => each.effect.getTiming().iterations === Infinity).map(each => each.effect.target.className)");

    private sealed record Weight(int Bytes, int BytesBeforePaint, int FirstScriptBytes, string[] Blocking, string[] EndlessAnimations);

    /// <summary>Counts what comes over the wire, nothing of it kept from earlier pages.</summary>
    private sealed class Wire : IAsyncDisposable
    {
        private readonly List<IResponse> responses = [];
        private readonly ICDPSession session;
        private readonly IPage page;

        private Wire(ICDPSession session, IPage page)
        {
            (this.session, this.page) = (session, page);
            page.Response += Keep;
        }

        public static async Task<Wire> Tap(IPage page)
        {
            var tap = await page.Context.NewCDPSessionAsync(page);
            await tap.SendAsync("Network.enable");
            await tap.SendAsync("Network.setCacheDisabled", new Dictionary<string, object> { ["cacheDisabled"] = true });
            return new Wire(tap, page);
        }

        public async Task<int> Bytes(Func<string, bool> of)
        {
            var sum = 0;
            foreach (var response in responses.Where(each => of(each.Url))) sum += await Bytes(response);
            return sum;
        }

        public async ValueTask DisposeAsync()
        {
            page.Response -= Keep;
            await session.DetachAsync();
        }

        /// <summary>Only publishing compresses files well; one of a build counts as it would come then.</summary>
        private static async Task<int> Bytes(IResponse response)
        {
            var sizes = await response.Request.SizesAsync();
            var isFile = response.Url.Contains("/_content/", StringComparison.Ordinal);
            return sizes.ResponseHeadersSize + (isFile ? Compressed(await response.BodyAsync()) : sizes.ResponseBodySize);
        }

        private static int Compressed(byte[] bytes)
        {
            var room = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
            return BrotliEncoder.TryCompress(bytes, room, out var written, quality: 11, window: 22) ? written : bytes.Length;
        }

        private void Keep(object? sender, IResponse response) => responses.Add(response);
    }
}
