using OutreachSilo.Common;
using OutreachSilo.Mentoring;

namespace OutreachSilo.Demo;

/// <summary>
/// The demo's training scheme: mentors with hours, mentees of whom some have a mentor and a signed agreement, others wait for an answer. Every command id is
/// derived, so that a second start changes nothing.
/// </summary>
internal sealed class DemoScheme(IGrainFactory grains, TimeProvider time)
{
    private const string Actor = "demo";
    private const string Zone = "Europe/London";

    /// <summary>Mentees with a mentor: the first mentor has two, the next four one each.</summary>
    private static readonly int[] MentorOf = [0, 0, -1, 1, 2, 3, 4];

    public async Task Seed()
    {
        var scheme = grains.GetGrain<ISchemeGrain>(GrainKeys.Scheme(DemoSchemeMembers.Scheme));
        // What is done last.
        if ((await MenteeGrain(MentorOf.Length).View()).Value?.Choices.Length > 0) return;
        await scheme.Define(new DefineScheme(DemoIds.Of("scheme"), Actor, "Marlshire GP training scheme", DemoCounty.Region, Zone, ProgrammePolicy.PeerMentoring(YearStart.FirstWednesdayOfAugust)));
        await scheme.PublishAgreement(new PublishAgreement(DemoIds.Of("agreement"), Actor, DemoAgreement.Text));
        await Task.WhenAll(Enumerable.Range(0, DemoSchemeMembers.Mentors + DemoSchemeMembers.Mentees).Select(number => scheme.Enrol(new EnrolMember(
            DemoIds.Of("member", number), Actor, DemoSchemeMembers.Person(number), number < DemoSchemeMembers.Mentors ? MemberRole.Mentor : MemberRole.Mentee, DemoSchemeMembers.Profile(number)))));
        await Task.WhenAll(Enumerable.Range(0, DemoSchemeMembers.Mentors).Select(Prepare));
        await Task.WhenAll(Enumerable.Range(0, MentorOf.Length).Where(mentee => MentorOf[mentee] >= 0).Select(Pair));
        await Task.WhenAll(Enumerable.Range(MentorOf.Length + 1, DemoSchemeMembers.Mentees - MentorOf.Length - 1).Select(Choose));
        await Choose(MentorOf.Length);
    }

    private async Task Prepare(int number)
    {
        var mentor = grains.GetGrain<IMentorGrain>(Mentor(number).MentorKey);
        var trained = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-30 - number);
        await mentor.RecordHours(new RecordHours(DemoIds.Of("training", number), Mentor(number).Person, HoursKind.Training, trained, 60));
        await mentor.SetHours(new SetHours(DemoIds.Of("hours", number), Mentor(number).Person, new MentorHours(
            Zone, [.. new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }.Select(day => new WeeklyHours(day, new TimeOnly(17, 0), new TimeOnly(20, 0)))],
            [], 10, 24, 30)));
    }

    private async Task Pair(int mentee)
    {
        var pair = DemoIds.Of("pair", mentee);
        await MenteeGrain(mentee).Assign(new AssignMentor(pair, Actor, Mentor(MentorOf[mentee])));
        var mentorship = grains.GetGrain<IMentorshipGrain>(GrainKeys.Mentorship(pair));
        await mentorship.Sign(new SignAgreement(DemoIds.Of("mentor-signs", mentee), Mentor(MentorOf[mentee]).Person, 1));
        // One of them has still to sign.
        if (mentee < MentorOf.Length - 1) await mentorship.Sign(new SignAgreement(DemoIds.Of("mentee-signs", mentee), Mentee(mentee).Person, 1));
    }

    /// <summary>Each asks three mentors, but never the first, whom visitors of the demo can be.</summary>
    private Task Choose(int mentee) => MenteeGrain(mentee).Choose(new ChooseMentors(
        DemoIds.Of("choose", mentee), Mentee(mentee).Person, [.. Enumerable.Range(0, 3).Select(rank => Mentor(1 + (mentee + 2 * rank) % (DemoSchemeMembers.Mentors - 1)))]));

    private IMenteeGrain MenteeGrain(int mentee) => grains.GetGrain<IMenteeGrain>(Mentee(mentee).MenteeKey);

    private static MemberId Mentor(int number) => new(DemoSchemeMembers.Scheme, DemoSchemeMembers.Person(number));

    private static MemberId Mentee(int number) => new(DemoSchemeMembers.Scheme, DemoSchemeMembers.Person(DemoSchemeMembers.Mentors + number));
}
