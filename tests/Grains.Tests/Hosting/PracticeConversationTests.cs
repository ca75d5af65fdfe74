using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Hosting;

/// <summary>A practice and its weeks: publishing, closing and moving, also when interrupted half-way.</summary>
public sealed class PracticeConversationTests
{
    private static readonly PracticeFacts Facts = new("K81001", "ELM SURGERY", ["1 ELM ROAD"], "ZX1 1AA", "Y61", "QUE", "06H", "01234", null, 52.2, 0.12, "postcode");

    private static PublishWeeks Term { get; } = new(
        Guid.NewGuid(), "manager", new(2026, 8, 24), new(2026, 9, 7), [new OfferTemplate(TasterKind.Foundation, HalfDays.WholeWeek, 2, "")], 3, GrainHost.Start);

    [Fact]
    public async Task A_term_is_published_week_by_week_and_the_repeat_gets_the_same_report()
    {
        await using var host = await GrainHost.New();
        var practice = await Registered(host);
        var report = await practice.PublishWeeks(Term);
        Assert.All(report.Value!.Weeks, week => Assert.Empty(week.Code));
        Assert.Equal(["Mon–Fri", "Tue–Fri", "Mon–Fri"], report.Value.Weeks.Select(week => week.HalfDays.ToString()));
        Assert.Equal(report.Value.Weeks.AsEnumerable(), (await practice.PublishWeeks(Term)).Value!.Weeks.AsEnumerable());
        Assert.Equal(3, (await practice.View()).Value!.Weeks.Length);
        await Clean(host);
    }

    [Fact]
    public async Task A_publication_that_was_interrupted_is_finished_after_the_crash()
    {
        var host = await GrainHost.New();
        var practice = await Registered(host);
        host.AroundCalls = context => context.ImplementationMethod.Name == nameof(ITasterWeekGrain.Publish) ? throw new TimeoutException("Lost.") : context.Invoke();
        await Assert.ThrowsAsync<TimeoutException>(() => practice.PublishWeeks(Term));
        host = await host.Restart();
        await using (host)
        {
            var report = await host.Grains.GetGrain<IPracticeGrain>(GrainKeys.Practice("K81001")).PublishWeeks(Term);
            Assert.All(report.Value!.Weeks, week => Assert.Empty(week.Code));
            await Clean(host);
        }
    }

    [Fact]
    public async Task Closing_stops_booking_in_future_weeks_and_keeps_who_is_booked()
    {
        await using var host = await GrainHost.New();
        var practice = await Registered(host);
        await practice.PublishWeeks(Term);
        var week = new WeekId("K81001", new(2026, 8, 24));
        var hold = await host.Hold(AWeek.Ana, Guid.NewGuid(), week);
        await practice.Close(new ClosePractice(Guid.NewGuid(), "import", new(2026, 5, 1)));

        var view = (await host.Week(week).View()).Value!;
        Assert.Equal(("The practice closed on 1 May 2026.", 1), (view.Stopped, view.Offers[0].Held));
        var refused = await host.Hold(AWeek.Ben, Guid.NewGuid(), week);
        Assert.Equal(RefusalCodes.BookingStopped, refused.Refusal?.Code);
        Assert.True((await host.Confirm(AWeek.Ana, hold.Value!.Id)).Succeeded);
        await Clean(host);
    }

    [Fact]
    public async Task A_move_and_new_access_reach_the_published_weeks()
    {
        await using var host = await GrainHost.New();
        var practice = await Registered(host);
        await practice.PublishWeeks(Term);
        var week = host.Week(new WeekId("K81001", new(2026, 9, 7)));
        await practice.Register(new RegisterPractice(Guid.NewGuid(), "import", Facts with { Postcode = "ZX2 2BB", Latitude = 52.5 }));
        await practice.DescribeAccess(new DescribeAccess(Guid.NewGuid(), "manager", AccessFeatures.StepFree | AccessFeatures.Parking));
        var shown = (await week.View()).Value!.Host;
        Assert.Equal(("ZX2 2BB", 52.5, AccessFeatures.StepFree | AccessFeatures.Parking), (shown.Postcode, shown.Latitude, shown.Access));
        await Clean(host);
    }

    [Fact]
    public async Task News_that_did_not_reach_a_week_is_told_again()
    {
        await using var host = await GrainHost.New();
        var practice = await Registered(host);
        await practice.PublishWeeks(Term);
        host.AroundCalls = context => context.ImplementationMethod.Name == nameof(ITasterWeekGrain.ChangeHost) ? throw new TimeoutException("Lost.") : context.Invoke();
        await practice.DescribeAccess(new DescribeAccess(Guid.NewGuid(), "manager", AccessFeatures.HearingLoop));
        host.AroundCalls = context => context.Invoke();
        await practice.Wake();
        Assert.Equal(AccessFeatures.HearingLoop, (await host.Week(new WeekId("K81001", new(2026, 9, 7))).View()).Value!.Host.Access);
    }

    [Fact]
    public async Task Unknown_access_features_are_refused()
    {
        await using var host = await GrainHost.New();
        var refused = await (await Registered(host)).DescribeAccess(new DescribeAccess(Guid.NewGuid(), "manager", (AccessFeatures)1024));
        Assert.Equal(RefusalCodes.InvalidCommand, refused.Refusal?.Code);
    }

    private static async Task<IPracticeGrain> Registered(GrainHost host)
    {
        var practice = host.Grains.GetGrain<IPracticeGrain>(GrainKeys.Practice("K81001"));
        await practice.Register(new RegisterPractice(Guid.NewGuid(), "import", Facts));
        return practice;
    }

    private static async Task Clean(GrainHost host)
    {
        var report = await host.Services.GetRequiredService<Auditor>().Run(CancellationToken.None);
        Assert.True(report.IsClean, string.Join('\n', report.Findings));
    }
}
