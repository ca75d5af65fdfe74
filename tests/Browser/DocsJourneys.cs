using Microsoft.Playwright;

namespace OutreachSilo;

/// <summary>The API as readers see it.</summary>
public sealed class DocsJourneys(DemoSite site)
{
    [Fact]
    public async Task The_operations_are_drawn_without_a_complaint_of_the_browser()
    {
        await using var window = await site.Open("/");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "API documentation" }).ClickAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Hold a place" })).ToBeVisibleAsync();
        await Assertions.Expect(window.Page.GetByText("Idempotency-Key").First).ToBeVisibleAsync();
    }
}
