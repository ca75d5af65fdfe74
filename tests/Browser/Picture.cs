using Microsoft.Playwright;
using OutreachSilo.TestKit;

namespace OutreachSilo;

/// <summary>Pictures of pages: into the documentation where OUTREACH_SCREENSHOTS=1, otherwise beside the test results.</summary>
internal static class Picture
{
    /// <summary>The whole length of a page, only ever beside the test results. For people to look at; nothing compares it.</summary>
    public static Task Whole(Window window, string name) => window.Page.ScreenshotAsync(new()
    {
        Path = Path.Combine(RepositoryPaths.Root, "artifacts", "screenshots", name + ".png"),
        FullPage = true,
        Animations = ScreenshotAnimations.Disabled,
    });

    /// <summary>The window as it is, 1280 × 800; a board's newest weeks are brought into view.</summary>
    public static async Task Of(Window window, string name)
    {
        var folder = Environment.GetEnvironmentVariable("OUTREACH_SCREENSHOTS") == "1" ? Path.Combine("docs", "images") : Path.Combine("artifacts", "screenshots");
        await window.Page.EvaluateAsync("const table = document.querySelector('.board-scroll'); if (table) table.scrollLeft = table.scrollWidth; window.scrollTo(0, 0)");
        await window.Page.ScreenshotAsync(new() { Path = Path.Combine(RepositoryPaths.Root, folder, name + ".png"), Animations = ScreenshotAnimations.Disabled });
    }
}
