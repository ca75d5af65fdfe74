using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OutreachSilo.Live;

/// <summary>Two windows of colleagues watch each other; nobody else sees them.</summary>
public sealed class PresenceJourneys(DemoSite site)
{
    [Fact]
    public async Task Colleagues_at_the_same_week_see_each_other_come_and_go()
    {
        await using var coordinator = await site.Open("/");
        await coordinator.SignInAs("Rowan Ashby");
        await coordinator.Go(DemoSite.Board);
        var week = await coordinator.UntouchedWeek(practice: "Y99001");
        await coordinator.Go($"/weeks/{week}");
        var seen = coordinator.Page.Locator("[data-presence]");
        await Expect(seen).ToHaveTextAsync("");

        var manager = await site.Open("/");
        await manager.SignInAs("Imogen Clarke");
        await manager.Go($"/weeks/{week}");
        await Expect(seen).ToHaveTextAsync("Imogen Clarke is also on this page.");
        await Expect(manager.Page.Locator("[data-presence]")).ToHaveTextAsync("Rowan Ashby is also on this page.");

        await manager.Go("/manage/Y99001");
        await Expect(seen).ToHaveTextAsync("Imogen Clarke is also editing this practice.");
        await manager.Page.Locator($"#w{week.Split('/')[1]} input[name=Capacity]").FocusAsync();
        await Expect(seen).ToHaveTextAsync("Imogen Clarke is also on this page.");
        await Picture.Of(coordinator, "presence");
        await manager.DisposeAsync();
        await Expect(seen).ToHaveTextAsync("");
    }

    [Fact]
    public async Task A_doctor_sees_no_staff()
    {
        await using var coordinator = await site.Open("/");
        await coordinator.SignInAs("Rowan Ashby");
        await coordinator.Go("/manage/Y99000");
        await using var doctor = await site.Open(DemoSite.Board);
        var week = await doctor.UntouchedWeek(practice: "Y99000");
        await doctor.SignInAs("Dr Ana Okafor");
        await doctor.Go($"/weeks/{week}");
        await doctor.IsLive();
        await Expect(doctor.Page.Locator("[data-presence]")).ToHaveCountAsync(0);
        await Expect(doctor.Page.GetByText("Rowan Ashby")).ToHaveCountAsync(0);
    }
}
