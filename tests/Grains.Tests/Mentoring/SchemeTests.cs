using OutreachSilo.Common;
using OutreachSilo.Hosting;
using static OutreachSilo.Common.RefusalCodes;
using static OutreachSilo.Mentoring.APair;

namespace OutreachSilo.Mentoring;

/// <summary>The register, the agreement, the limits, and a cohort's match.</summary>
public sealed class SchemeTests
{
    [Fact]
    public async Task Nothing_is_known_of_a_scheme_that_nobody_defined()
    {
        await using var host = await GrainHost.New();
        No(SchemeUnknown, await host.SchemeGrain().View());
        No(SchemeUnknown, await host.SchemeGrain().Enrol(new EnrolMember(Guid.NewGuid(), Lead, Ana, MemberRole.Mentee, MemberProfile.Empty)));
        No(MentorUnknown, await host.Mentor().View());
        No(MenteeUnknown, await host.Mentee().View());
        No(MentorshipUnknown, await host.Pair(Guid.NewGuid()).View());
    }

    [Theory]
    [InlineData("", "Europe/London", 3)]
    [InlineData("Marlshire", "Mars/Olympus", 3)]
    [InlineData("Marlshire", "Europe/London", 0)]
    public async Task A_scheme_that_makes_no_sense_is_refused(string name, string zone, int mentees)
    {
        await using var host = await GrainHost.New();
        var refused = await host.SchemeGrain().Define(new DefineScheme(Guid.NewGuid(), Lead, name, "Y99", zone, Policy with { MenteesMax = mentees }));
        Assert.Contains(refused.Refusal?.Code, new[] { InvalidCommand, ZoneUnknown });
        No(SchemeUnknown, await host.SchemeGrain().View());
    }

    [Fact]
    public async Task A_changed_limit_reaches_every_mentor_and_takes_nobody_away()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        foreach (var mentee in new[] { Ana, Ben }) await host.Matched(mentee);
        Yes(await host.SchemeGrain().Define(new DefineScheme(Guid.NewGuid(), Lead, "Marlshire", "Y99", "Europe/London", Policy with { MenteesMax = 1 })));
        var mentor = Yes(await host.Mentor().View());
        Assert.Equal((0, 2), (mentor.Room, mentor.Mentees.Length));
        Assert.Equal(1, Yes(await host.Mentor(Max).View()).Room);
        Assert.Equal(0, Yes(await host.SchemeGrain().View()).Owed);
    }

    [Fact]
    public async Task Members_who_could_not_be_told_are_told_later()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        host.AroundCalls = context => context.ImplementationMethod.Name == nameof(IMentorGrain.Enrol) && context.Grain is IMentorGrain ? throw new TimeoutException("The network is gone.") : context.Invoke();
        Yes(await host.SchemeGrain().Define(new DefineScheme(Guid.NewGuid(), Lead, "Marlshire", "Y99", "Europe/London", Policy with { MenteesMax = 2 })));
        Assert.True(Yes(await host.SchemeGrain().View()).Owed > 0);
        host.AroundCalls = context => context.Invoke();
        await host.SchemeGrain().Wake();
        Assert.Equal(2, Yes(await host.Mentor().View()).Room);
    }

    [Fact]
    public async Task An_enrolment_that_was_overtaken_changes_nothing()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var late = new EnrolMentor(Guid.NewGuid(), Lead, Policy with { MenteesMax = 9 }, "Europe/London", MemberProfile.Empty, false, Revision: 1);
        Assert.Equal(3, Yes(await host.Mentor().Enrol(late)).Room);
    }

    [Fact]
    public async Task A_new_agreement_is_signed_anew_before_the_next_meeting()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var pair = await host.Matched();
        Yes(await host.Pair(pair).Sign(new SignAgreement(Guid.NewGuid(), Ana, 1)));
        var second = Yes(await host.SchemeGrain().PublishAgreement(new PublishAgreement(Guid.NewGuid(), Lead, "Second version")));
        No(AgreementOutdated, await host.Pair(pair).Sign(new SignAgreement(Guid.NewGuid(), Mia, 1)));
        Yes(await host.Pair(pair).Sign(new SignAgreement(Guid.NewGuid(), Mia, 2)));
        No(AgreementUnsigned, await host.Pair(pair).Book(Booking(At(1, 10))));
        var signed = Yes(await host.Pair(pair).Sign(new SignAgreement(Guid.NewGuid(), Ana, 2)));
        Assert.True(signed.IsSigned);
        Assert.All(signed.Signatures, signature => Assert.Equal(second.Hash, signature.Hash));
        Assert.Equal(1, Yes(await host.SchemeGrain().Agreement(1)).Version);
        No(AgreementUnknown, await host.SchemeGrain().Agreement(3));
    }

    [Fact]
    public async Task A_cohort_is_proposed_adjusted_and_made_in_one_step()
    {
        await using var host = await GrainHost.New();
        await host.Begin(Policy with { MenteesMax = 1 });
        Yes(await host.Mentee().Choose(new ChooseMentors(Guid.NewGuid(), Ana, [Of(Max), Of(Mia)])));
        var preview = Yes(await host.SchemeGrain().PreviewMatch());
        Assert.Equal([(Ana, Max), (Ben, Mia)], preview.Pairs.Select(pair => (pair.Mentee, pair.Mentor)).Order());
        Assert.Empty(preview.Unmatched);
        Assert.Null(Yes(await host.Mentee().View()).Mentorship);

        // By hand both go to one mentor, who has room for one.
        var report = Yes(await host.SchemeGrain().ApplyMatch(new ApplyMatch(Guid.NewGuid(), Lead, [new(Ana, Max), new(Ben, Max)])));
        Assert.Equal((1, 0), (report.Made, report.Left));
        Assert.Equal(MentorFull, Assert.Single(report.Refused).Code);
        No(MemberUnknown, await host.SchemeGrain().ApplyMatch(new ApplyMatch(Guid.NewGuid(), Lead, [new(Mia, Max)])));
    }

    [Fact]
    public async Task A_match_that_was_cut_off_goes_on_after_a_crash()
    {
        var host = await GrainHost.New();
        await host.Begin();
        host.AroundCalls = async context =>
        {
            await context.Invoke();
            if (context.ImplementationMethod.Name == nameof(IMenteeGrain.Assign)) throw new TimeoutException("The reply is lost.");
        };
        var match = new ApplyMatch(Guid.NewGuid(), Lead, [new(Ana, Mia), new(Ben, Mia)]);
        Assert.Equal(2, Yes(await host.SchemeGrain().ApplyMatch(match)).Left);
        No(MatchUnderWay, await host.SchemeGrain().ApplyMatch(match with { Id = Guid.NewGuid() }));
        host = await host.Restart();
        await using (host)
        {
            await host.SchemeGrain().Wake();
            var report = Yes(await host.SchemeGrain().ApplyMatch(match));
            Assert.Equal((2, 0), (report.Made, report.Left));
            Assert.Equal(2, Yes(await host.Mentor().View()).Mentees.Length);
        }
    }

    [Fact]
    public async Task The_lists_say_who_is_who()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var pair = await host.Signed();
        var meeting = Yes(await host.Pair(pair).Book(Booking(At(1, 10))));
        host.Time.Jump(At(1, 11) - host.Time.GetUtcNow());
        Yes(await host.Pair(pair).Record(new RecordMeeting(Guid.NewGuid(), Ana, meeting.Id, 30)));
        var directory = (IMentoringDirectory)host.Services.GetService(typeof(IMentoringDirectory))!;
        var none = TestContext.Current.CancellationToken;

        Assert.Equal([new Membership(Scheme, MemberRole.Mentor)], await directory.Memberships(Mia, none));
        Assert.Equal(("Marlshire", 2, 2), Assert.Single(await directory.Schemes(none)) is var line ? (line.Name, line.Mentors, line.Mentees) : default);
        Assert.Equal([2, 3], (await directory.Mentors(Scheme, none)).OrderBy(mentor => mentor.Room).Select(mentor => mentor.Room));
        Assert.Equal([Mia, ""], (await directory.Mentees(Scheme, none)).OrderBy(mentee => mentee.Person).Select(mentee => mentee.Mentor));
        Assert.Equal(1, Assert.Single(await directory.PairsOf(Of(Ana), none)).Months["2026-05"]);
        Assert.Empty(await directory.PairsOf(Of(Ben), none));
    }
}
