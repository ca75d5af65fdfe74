using Microsoft.Playwright;
using OutreachSilo.Pages;

namespace OutreachSilo;

/// <summary>Lists that people take along on paper: all of the list, nothing to click, nothing cut off.</summary>
public sealed class PrintedLists(DemoSite site)
{
    /// <summary>What is left of A4 lying on its side within the printer's margins, at 96 px to the inch.</summary>
    private const int PaperWidth = 1040;

    [Theory]
    [InlineData(Visitor.Coordinator, "/boards/{region}/{kind}")]
    [InlineData(Visitor.Coordinator, "/practices")]
    [InlineData(Visitor.PracticeManager, "/manage/{ods}")]
    [InlineData(Visitor.Doctor, "/bookings")]
    public async Task Show_the_list_and_nothing_else(Visitor visitor, string route)
    {
        await using var window = await site.Open("/", width: PaperWidth);
        await window.SignInAs(visitor);
        await window.Go(new SitePage(route, []).Address(await site.RouteValues()));
        Assert.Contains("there is something to click", await Faults(window));
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Empty(await Faults(window));
        await Picture.Whole(window, Path.Combine("print", new SitePage(route, []).Name));
    }

    private static Task<string[]> Faults(Window window) => window.Page.EvaluateAsync<string[]>(
        """
        () => {
          const faults = [];
          const root = document.documentElement;
          const shown = (selector) => [...document.querySelectorAll(selector)].some(element => element.checkVisibility());
          if (shown("header, footer, nav, button, input:not([type=hidden]), select")) faults.push("there is something to click");
          if (!shown("main h1")) faults.push("no heading");
          if (root.scrollWidth > root.clientWidth) faults.push(`wider than the paper by ${root.scrollWidth - root.clientWidth} px`);
          for (const box of document.querySelectorAll(".board-scroll, .table-panel"))
            if (box.scrollHeight > box.clientHeight + 1 && getComputedStyle(box).overflowY !== "visible") faults.push("a list is cut off");
          return faults;
        }
        """);
}
