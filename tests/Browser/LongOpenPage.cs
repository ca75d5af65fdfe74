using System.Text.Json;
using Microsoft.Playwright;
using OutreachSilo.StandIns;

namespace OutreachSilo;

/// <summary>A board that has been open for a working day must not have grown.</summary>
public sealed class LongOpenPage(DemoSite site)
{
    /// <summary>Four a second.</summary>
    private const int FramesPerMinute = 240;

    /// <summary>As many frames come between two paints here; a frame more or less there makes no difference to a leak.</summary>
    private const int FramesPerPaint = 100;

    private const int Looks = 20;

    [Fact]
    public async Task An_hour_of_a_moving_board_leaks_no_memory()
    {
        var (before, after) = await Minutes(60);
        TestContext.Current.TestOutputHelper?.WriteLine($"before {before}, after {after}");
        Assert.InRange(after.Nodes - before.Nodes, double.MinValue, 100);
        Assert.InRange(after.Listeners - before.Listeners, double.MinValue, 5);
        Assert.InRange(after.HeapMegabytes - before.HeapMegabytes, double.MinValue, 1);
    }

    [Fact]
    public async Task A_leak_is_found()
    {
        var (before, after) = await Minutes(
            6,
            """
            {
              const kept = [];
              const setAttribute = Element.prototype.setAttribute;
              Element.prototype.setAttribute = function (name, value) {
                setAttribute.call(this, name, value);
                if (name !== "data-flash" || value !== "new") return;
                const note = document.createElement("p");
                note.addEventListener("click", () => kept.push(note));
                kept.push(note, new Array(20).fill(this.textContent + kept.length));
              };
            }
            """);
        Assert.InRange(after.Nodes - before.Nodes, 1_000, double.MaxValue);
        Assert.InRange(after.Listeners - before.Listeners, 1_000, double.MaxValue);
    }

    /// <summary>What the page holds after the sixth part of the time, when caches and compiled code are warm, and at its end.</summary>
    private async Task<(Held Before, Held After)> Minutes(int minutes, params string[] scripts)
    {
        await using var window = await site.Open(DemoSite.Board, scripts: [StandIn.FastTimers, StandIn.Hub, .. scripts]);
        await window.IsLive();
        var browser = await window.Page.Context.NewCDPSessionAsync(window.Page);
        await browser.SendAsync("Performance.enable");
        await window.Page.EvaluateAsync($"hub.moves({minutes * FramesPerMinute / 6}, {FramesPerPaint})");
        var before = await Measure(window.Page, browser);
        await window.Page.EvaluateAsync($"hub.moves({minutes * FramesPerMinute * 5 / 6}, {FramesPerPaint})");
        return (before, await Measure(window.Page, browser));
    }

    /// <summary>
    /// The least of some looks: a page that the board is just renewing itself from is there for a moment and is no leak; what is leaked is there each time.
    /// </summary>
    private static async Task<Held> Measure(IPage page, ICDPSession browser)
    {
        var least = await Look(page, browser);
        for (var look = 1; look < Looks; look++)
        {
            await page.EvaluateAsync("() => fetch('/health/live').then(answer => answer.text())");
            if (await Look(page, browser) is var next && next.Nodes < least.Nodes) least = next;
        }

        return least;
    }

    /// <summary>Nodes are those that hang in no page: how many the page shows differs with the states its cells are in.</summary>
    private static async Task<Held> Look(IPage page, ICDPSession browser)
    {
        await browser.SendAsync("HeapProfiler.collectGarbage");
        var answer = await browser.SendAsync("Performance.getMetrics");
        var metrics = answer!.Value.GetProperty("metrics").EnumerateArray().ToDictionary(Name, metric => metric.GetProperty("value").GetDouble());
        var shown = await page.EvaluateAsync<int>("() => { let nodes = 0; for (const walker = document.createTreeWalker(document); walker.nextNode();) nodes++; return nodes; }");
        return new Held(metrics["Nodes"] - shown, metrics["JSEventListeners"], metrics["JSHeapUsedSize"] / 1_048_576);
    }

    private static string Name(JsonElement metric) => metric.GetProperty("name").GetString()!;

    private sealed record Held(double Nodes, double Listeners, double HeapMegabytes);
}
