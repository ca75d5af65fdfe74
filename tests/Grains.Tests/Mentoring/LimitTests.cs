using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using OutreachSilo.Hosting;
using OutreachSilo.Kernel;
using OutreachSilo.Mutants;
using static OutreachSilo.Mentoring.APair;

namespace OutreachSilo.Mentoring;

/// <summary>Every limit of mentoring: refused by the grain that owns it, and found broken by the auditor as soon as that one limit is lifted.</summary>
public sealed class LimitTests
{
    public static TheoryData<string> EveryLimit => [.. MentoringOverrun.Limits.Select(limit => limit.Limit.ToString())];

    [Fact]
    public void Every_limit_has_an_overrun() =>
        Assert.Equal(Enum.GetValues<MentoringLimit>().Order(), MentoringOverrun.Limits.Select(limit => limit.Limit).Order());

    [Fact]
    public async Task One_more_than_each_limit_is_refused()
    {
        await using var host = await GrainHost.New();
        var answers = await new MentoringOverrun(host.Grains, host.Time).Run();
        Assert.Equal(MentoringOverrun.Limits.Select(limit => (limit.Limit, limit.Code)).Order(), answers.Select(answer => (answer.Key, answer.Value)).Order());
        Assert.Empty((await Audit(host)).Findings);
    }

    [Theory]
    [MemberData(nameof(EveryLimit))]
    public async Task Negative_control_a_limit_that_is_lifted_is_broken_and_found(string name)
    {
        var limit = MentoringOverrun.Limits.Single(limit => limit.Limit.ToString() == name);
        await using var host = await GrainHost.With(new LimitlessMentoring(limit.Limit).AddTo);
        await new MentoringOverrun(host.Grains, host.Time).Run();
        Assert.Contains((await Audit(host)).Findings, finding => finding.Rule == limit.Rule && finding.Detail.Contains(limit.Words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_meeting_that_ran_on_counts_for_as_long_as_the_ledger_has_room()
    {
        await using var host = await GrainHost.New();
        await host.Begin(Policy with { HoursPerYearMax = 2 });
        var pair = await host.Signed();
        var (first, second) = (Yes(await host.Pair(pair).Book(Booking(At(1, 10)))), Yes(await host.Pair(pair).Book(Booking(At(1, 11)))));
        host.Time.Jump(At(1, 13) - host.Time.GetUtcNow());
        No(RefusalCodes.MeetingTooLong, await host.Pair(pair).Record(new RecordMeeting(Guid.NewGuid(), Ana, first.Id, 61)));
        Assert.Equal(60, Yes(await host.Pair(pair).Record(new RecordMeeting(Guid.NewGuid(), Ana, first.Id, 60))).Minutes);
        Assert.Equal(45, Yes(await host.Pair(pair).Record(new RecordMeeting(Guid.NewGuid(), Mia, second.Id, 45))).Minutes);

        // An hour of training; of the meetings' hour and three quarters what is left of two hours.
        var ledger = Yes(await host.Mentor().View()).Ledger;
        Assert.Equal((60, 60, 0, 120), (ledger.Training, ledger.Held, ledger.Planned, ledger.Used));
        Assert.Empty((await Audit(host)).Findings);
    }

    [Fact]
    public async Task Where_the_limit_was_lowered_below_what_is_planned_a_meeting_can_be_moved_and_none_is_added()
    {
        await using var host = await GrainHost.New();
        await host.Begin(Policy with { HoursPerYearMax = 2 });
        var pair = await host.Signed();
        var meeting = Yes(await host.Pair(pair).Book(Booking(At(1, 10))));
        Yes(await host.Pair(pair).Book(Booking(At(1, 11))));
        Yes(await host.SchemeGrain().Define(new DefineScheme(Guid.NewGuid(), Lead, "Marlshire", "Y99", "Europe/London", Policy with { HoursPerYearMax = 1 })));
        Yes(await host.Pair(pair).Move(new MoveMeeting(Guid.NewGuid(), Ana, meeting.Id, At(2, 10), 30)));
        No(RefusalCodes.LedgerFull, await host.Pair(pair).Book(Booking(At(3, 10))));
        Assert.Empty((await Audit(host)).Findings);
    }

    private static Task<AuditReport> Audit(GrainHost host) => host.Services.GetRequiredService<Auditor>().Run(TestContext.Current.CancellationToken);
}
