using OutreachSilo.StandIns;

namespace OutreachSilo;

/// <summary>Numbers move, the page does not: no shift of the layout from the first byte on.</summary>
public sealed class SteadyLayout(DemoSite site)
{
    [Theory]
    [InlineData(DemoSite.Board, 390)]
    [InlineData(DemoSite.Board, 1280)]
    [InlineData("/search?postcode=ZX5", 390)]
    [InlineData("/weeks/{ods}/{monday}", 390)]
    [InlineData("/weeks/{ods}/{monday}", 1280)]
    public async Task Nothing_shifts_while_numbers_move(string route, int width)
    {
        await using var window = await Open(route, width);
        await window.Page.EvaluateAsync("hub.moves(300, 3)");
        Assert.Empty(await window.Page.EvaluateAsync<string[]>("shifts"));
    }

    [Fact]
    public async Task A_shift_is_found()
    {
        await using var window = await Open(DemoSite.Board, 1280);
        await window.Page.EvaluateAsync("document.querySelector('.board-top').style.paddingTop = '40px'");
        await window.Page.WaitForFunctionAsync("() => shifts.length > 0");
    }

    private async Task<Window> Open(string route, int width)
    {
        var window = await site.Open(new Pages.SitePage(route, []).Address(await site.RouteValues()), width: width, scripts: [StandIn.ShiftWatch, StandIn.Hub]);
        await window.IsLive();
        return window;
    }
}
