using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OutreachSilo.Live;

/// <summary>How a page that moves tells how fresh it is, moves gently, and moves nothing else.</summary>
public sealed partial class FreshnessJourneys(DemoSite site)
{
    [Fact]
    public async Task A_page_whose_line_is_cut_says_so_and_catches_up_when_it_is_back()
    {
        await using var watcher = await site.Open("/");
        var line = await CutLine.Of(watcher);
        await watcher.Page.Clock.InstallAsync();
        await watcher.Go(DemoSite.Board);
        await watcher.IsLive();
        var status = watcher.Page.Locator("[data-live-status]");
        var week = await watcher.UntouchedWeek();

        await line.Cut();
        await Expect(status).ToHaveTextAsync("Reconnecting…");
        await Expect(status).ToHaveAttributeAsync("data-freshness", "reconnecting");
        await watcher.Page.Clock.FastForwardAsync(10_001);
        await Expect(status.Locator("[data-live-words]")).ToHaveTextAsync(AsOf());
        await Expect(status).ToHaveAttributeAsync("data-freshness", "stale");

        await using var doctor = await site.Open("/");
        await doctor.SignInAsFreshDoctor("Dr Dev Patel");
        await doctor.Hold(week);
        await Expect(watcher.Cell(week).Locator("[data-fact=held]")).ToHaveCountAsync(0);
        line.Mend();
        await watcher.Page.Clock.FastForwardAsync(30_000);
        await Expect(status).ToHaveTextAsync("Live");
        await Expect(watcher.Cell(week).Locator("[data-fact=held]")).ToHaveTextAsync("1");
        await doctor.Release();
    }

    [Fact]
    public async Task What_moved_after_a_page_was_made_and_before_it_follows_is_shown()
    {
        await using var watcher = await site.Open("/");
        var line = await CutLine.Of(watcher);
        await watcher.SignInAsFreshDoctor("Dr Cleo Marsh");
        await line.Cut();
        await watcher.Go("/bookings");
        await using var doctor = await site.Open(DemoSite.Board);
        var week = await doctor.UntouchedWeek();
        await doctor.SignInAs("Dr Cleo Marsh");
        await doctor.Hold(week);
        line.Mend();
        await Expect(watcher.Page.Locator(".entry form[data-command=release]")).ToHaveCountAsync(1);
        await doctor.Release();
        await Expect(watcher.Page.Locator(".entry form[data-command=release]")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(null)]
    public async Task A_page_that_could_not_be_renewed_asks_again(int? status)
    {
        await using var watcher = await site.Open("/");
        await watcher.SignInAsFreshDoctor("Dr Cleo Marsh");
        var refused = 0;
        await watcher.Page.RouteAsync("**/bookings", async request =>
        {
            if (request.Request.ResourceType != "fetch" || Interlocked.Increment(ref refused) > 2) await request.FallbackAsync();
            else if (status is { } code) await request.FulfillAsync(new() { Status = code });
            else await request.AbortAsync();
        });
        await watcher.Go("/bookings");
        await watcher.IsLive();
        watcher.ExpectsLostRequests = true;
        watcher.ExpectedStatus = status;
        await using var doctor = await site.Open(DemoSite.Board);
        var week = await doctor.UntouchedWeek();
        await doctor.SignInAs("Dr Cleo Marsh");
        await doctor.Hold(week);
        await Expect(watcher.Page.Locator(".entry form[data-command=release]")).ToHaveCountAsync(1);
        Assert.True(refused > 2);
        await doctor.Release();
    }

    [Theory]
    [InlineData(ReducedMotion.NoPreference, 1)]
    [InlineData(ReducedMotion.Reduce, 0)]
    public async Task A_changed_cell_glows_unless_its_reader_asked_for_calm(ReducedMotion motion, int glows)
    {
        await using var watcher = await site.Open("/");
        await watcher.Page.EmulateMediaAsync(new() { ReducedMotion = motion });
        await watcher.Page.AddInitScriptAsync("window.glows = 0; new MutationObserver(() => window.glows++).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-flash'] });");
        await watcher.Go(DemoSite.Board);
        await watcher.IsLive();
        var week = await watcher.UntouchedWeek();
        await using var doctor = await site.Open("/");
        await doctor.SignInAsFreshDoctor("Dr Ana Okafor");
        await doctor.Hold(week);
        await Expect(watcher.Cell(week).Locator("[data-fact=held]")).ToHaveTextAsync("1");
        Assert.Equal(glows, Math.Min(1, await watcher.Page.EvaluateAsync<int>("window.glows")));
        await doctor.Release();
    }

    [Fact]
    public async Task Those_who_hear_the_page_are_told_once_for_many_changes()
    {
        await using var watcher = await site.Open("/");
        await watcher.Page.Clock.InstallAsync();
        await watcher.Go(DemoSite.Board);
        await watcher.IsLive();
        var said = watcher.Page.Locator("[data-announce]");
        await Expect(said).ToHaveAttributeAsync("aria-live", "polite");
        var week = await watcher.UntouchedWeek();
        await using var doctor = await site.Open("/");
        await doctor.SignInAsFreshDoctor("Dr Ben Whitlock");
        await doctor.Hold(week);
        await Expect(watcher.Cell(week).Locator("[data-fact=held]")).ToHaveTextAsync("1");
        await doctor.Release();
        await Expect(watcher.Cell(week).Locator("[data-fact=held]")).ToHaveCountAsync(0);
        await Expect(said).ToHaveTextAsync("");
        await watcher.Page.Clock.FastForwardAsync(10_001);
        await Expect(said).ToHaveTextAsync(Summary());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?view=map")]
    [InlineData("?view=heat")]
    public async Task Numbers_that_move_push_nothing_aside(string view)
    {
        await using var watcher = await site.Open(DemoSite.Board + view);
        await watcher.IsLive();
        await watcher.Page.EvaluateAsync("window.shifts = []; new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(entry => entry.value))).observe({ type: 'layout-shift' })");
        await using var doctor = await site.Open("/");
        await doctor.SignInAsFreshDoctor("Dr Cleo Marsh");
        await doctor.Go(DemoSite.Board);
        var week = await doctor.UntouchedWeek();
        var held = watcher.Page.Locator("[data-total=held]");
        await Expect(held).ToHaveTextAsync("0");
        await doctor.Hold(week);
        await Expect(held).ToHaveTextAsync("1");
        await doctor.Release();
        await Expect(held).ToHaveTextAsync("0");
        // Two frames, so that what moved is also counted.
        await watcher.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        Assert.Empty(await watcher.Page.EvaluateAsync<double[]>("window.shifts"));
    }

    [GeneratedRegex(@"^As of (\d{1,2}(:\d\d)?[ap]m|midday|midnight)$")]
    private static partial Regex AsOf();

    [GeneratedRegex(@"^\d+ weeks? changed\. \d+ of [\d,]+ places free, 0 held, \d+ on waiting lists\.$")]
    private static partial Regex Summary();
}
