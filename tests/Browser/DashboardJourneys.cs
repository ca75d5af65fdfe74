using Microsoft.Playwright;
using OutreachSilo.Pages;

namespace OutreachSilo;

/// <summary>Orleans' dashboard as an administrator sees it.</summary>
public sealed class DashboardJourneys
{
    [Fact]
    public async Task The_grains_are_drawn_without_a_complaint_of_the_browser()
    {
        await using var site = new DemoSite { HasDashboard = true };
        await site.InitializeAsync();
        await using var window = await site.Open("/");
        await window.SignInAs(Visitor.Administrator);
        await window.Go("/dashboard/#/grains");
        await Assertions.Expect(window.Page.GetByText("TasterWeekGrain").First).ToBeVisibleAsync();
    }
}
