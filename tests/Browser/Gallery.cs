using Microsoft.Playwright;
using OutreachSilo.TestKit;

namespace OutreachSilo;

/// <summary>The components in all their states, where developers look at them; elsewhere the page does not exist (see the table of pages).</summary>
public sealed class Gallery(DemoSite site)
{
    [Fact]
    public async Task Is_sound_and_accessible_in_development()
    {
        _ = Requirements.Chromium();
        var data = Directory.CreateTempSubdirectory("outreach-gallery-");
        try
        {
            await using var silo = await SiloProcess.Start(
                new Dictionary<string, string> { ["Storage__DataFolder"] = data.FullName, ["ASPNETCORE_ENVIRONMENT"] = "Development" });
            foreach (var width in new[] { 390, 1280 })
            {
                await using var window = await site.Open(new Uri(silo.Address, "gallery").ToString(), width: width);
                await Assertions.Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Components" })).ToBeVisibleAsync();
                Assert.Empty((await Markup.Faults(window)).Concat(await Axe.Findings(window)));
                await Picture.Whole(window, Path.Combine($"{width}", "gallery"));
            }
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
