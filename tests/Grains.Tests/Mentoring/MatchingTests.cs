using OutreachSilo.Common;
using OutreachSilo.Hosting;
using static OutreachSilo.Common.RefusalCodes;
using static OutreachSilo.Mentoring.APair;

namespace OutreachSilo.Mentoring;

/// <summary>Mentees ask, mentors answer, and nobody gets more than there is.</summary>
public sealed class MatchingTests
{
    [Fact]
    public async Task The_first_acceptance_wins_and_the_others_hear_that_the_request_is_over()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var asked = Yes(await host.Mentee().Choose(new ChooseMentors(Guid.NewGuid(), Ana, [Of(Mia), Of(Max)])));
        Assert.All(asked.Choices, choice => Assert.Equal(RequestState.Open, choice.State));
        Assert.Equal(asked.Choices[1].Request, Assert.Single(Yes(await host.Mentor(Max).View()).Inbox).Id);

        var accepted = Yes(await host.Mentee().Answer(new AnswerRequest(Guid.NewGuid(), asked.Choices[1].Request, Max, Accept: true)));
        No(MenteeMatched, await host.Mentee().Answer(new AnswerRequest(Guid.NewGuid(), asked.Choices[0].Request, Mia, Accept: true)));

        Assert.Equal(Max, accepted.Mentor);
        Assert.Equal([RequestState.Closed, RequestState.Accepted], accepted.Choices.OrderBy(choice => choice.Rank).Select(choice => choice.State));
        Assert.Empty(Yes(await host.Mentor(Mia).View()).Inbox);
        Assert.Equal(2, Yes(await host.Mentor(Max).View()).Room);
        Assert.Equal(Of(Max), Yes(await host.Pair(accepted.Mentorship!.Value).View()).Mentor);
    }

    [Fact]
    public async Task A_mentor_has_three_mentees_and_no_more_whatever_the_path()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        string[] mentees = [.. Enumerable.Range(0, 12).Select(i => $"{0xc00 + i:x32}")];
        foreach (var mentee in mentees) await host.Enrol(mentee, MemberRole.Mentee);
        var asking = await Task.WhenAll(mentees.Take(6).Select(mentee => host.Mentee(mentee).Choose(new ChooseMentors(Guid.NewGuid(), mentee, [Of(Mia)]))));

        var answers = asking.Zip(mentees, (asked, mentee) => host.Mentee(mentee).Answer(new AnswerRequest(Guid.NewGuid(), asked.Value!.Choices[0].Request, Mia, Accept: true)));
        var assignments = mentees.Skip(6).Select(mentee => host.Mentee(mentee).Assign(new AssignMentor(Guid.NewGuid(), Lead, Of(Mia))));
        var outcomes = await Task.WhenAll(answers.Concat(assignments));

        Assert.Equal(3, outcomes.Count(outcome => outcome.Succeeded));
        Assert.All(outcomes.Where(outcome => !outcome.Succeeded), outcome => No(MentorFull, outcome));
        Assert.Equal(3, Yes(await host.Mentor().View()).Mentees.Length);
    }

    [Fact]
    public async Task Five_requests_are_open_and_the_sixth_choice_is_asked_when_one_is_declined()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        MemberId[] mentors = [.. Enumerable.Range(0, 7).Select(i => Of($"{0xd00 + i:x32}"))];
        foreach (var mentor in mentors) await host.Enrol(mentor.Person, MemberRole.Mentor);
        var asked = Yes(await host.Mentee().Choose(new ChooseMentors(Guid.NewGuid(), Ana, [.. mentors])));
        Assert.Equal(5, asked.Choices.Count(choice => choice.State == RequestState.Open));

        var declined = Yes(await host.Mentee().Answer(new AnswerRequest(Guid.NewGuid(), asked.Choices[2].Request, mentors[2].Person, Accept: false)));

        Assert.Equal(5, declined.Choices.Count(choice => choice.State == RequestState.Open));
        Assert.Equal(RequestState.Open, declined.Choices.Single(choice => choice.Mentor == mentors[5].Person).State);
        Assert.Equal(RequestState.Queued, declined.Choices.Single(choice => choice.Mentor == mentors[6].Person).State);
        Assert.Single(Yes(await host.Mentor(mentors[5].Person).View()).Inbox);
    }

    [Fact]
    public async Task After_seven_days_an_unanswered_request_moves_on_and_is_gone_from_the_inbox()
    {
        await using var host = await GrainHost.New();
        await host.Begin(Policy with { OpenRequestsMax = 1 });
        Yes(await host.Mentee().Choose(new ChooseMentors(Guid.NewGuid(), Ana, [Of(Mia), Of(Max)])));

        host.Time.Jump(TimeSpan.FromDays(7));
        await host.Mentee().Wake();

        var moved = Yes(await host.Mentee().View());
        Assert.Equal(RequestState.Expired, moved.Choices.Single(choice => choice.Mentor == Mia).State);
        Assert.Equal(RequestState.Open, moved.Choices.Single(choice => choice.Mentor == Max).State);
        Assert.Empty(Yes(await host.Mentor(Mia).View()).Inbox);
        Assert.Single(Yes(await host.Mentor(Max).View()).Inbox);
    }

    [Fact]
    public async Task A_mentor_who_lets_three_requests_run_out_is_paused_and_asked_no_more()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        foreach (var mentee in Enumerable.Range(0, 3).Select(i => $"{0xe00 + i:x32}"))
        {
            await host.Enrol(mentee, MemberRole.Mentee);
            Yes(await host.Mentee(mentee).Choose(new ChooseMentors(Guid.NewGuid(), mentee, [Of(Mia)])));
            host.Time.Jump(TimeSpan.FromDays(7));
            await host.Mentee(mentee).Wake();
        }

        Assert.Equal("system", Yes(await host.Mentor().View()).PausedBy);
        var refused = Yes(await host.Mentee().Choose(new ChooseMentors(Guid.NewGuid(), Ana, [Of(Mia)])));
        Assert.Equal((RequestState.Refused, MentorPaused), (refused.Choices[0].State, refused.Choices[0].Code));
        Yes(await host.Mentor().Pause(new PauseMentor(Guid.NewGuid(), Mia, Paused: false)));
        Assert.Equal(3, Yes(await host.Mentor().View()).Room);
    }

    [Fact]
    public async Task A_mentor_of_another_scheme_is_refused_on_every_path()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var elsewhere = new MemberId("elsewhere", Mia);
        No(SchemeMismatch, await host.Mentee().Choose(new ChooseMentors(Guid.NewGuid(), Ana, [elsewhere])));
        No(SchemeMismatch, await host.Mentee().Assign(new AssignMentor(Guid.NewGuid(), Lead, elsewhere)));
        No(SchemeMismatch, await host.Pair(Guid.NewGuid()).Open(new OpenMentorship(Guid.NewGuid(), Lead, elsewhere, Of(Ana), Policy, "Europe/London")));
    }

    [Fact]
    public async Task A_repeat_of_a_refused_acceptance_is_refused_although_there_is_room_now()
    {
        await using var host = await GrainHost.New();
        await host.Begin(Policy with { MenteesMax = 1 });
        var asked = Yes(await host.Mentee().Choose(new ChooseMentors(Guid.NewGuid(), Ana, [Of(Mia)])));
        var pair = await host.Matched(Ben);
        var answer = new AnswerRequest(Guid.NewGuid(), asked.Choices[0].Request, Mia, Accept: true);
        No(MentorFull, await host.Mentee().Answer(answer));

        Yes(await host.Pair(pair).End(new EndMentorship(Guid.NewGuid(), Ben, Ben, Ending.ByMentee)));

        No(MentorFull, await host.Mentee().Answer(answer));
        Yes(await host.Mentee().Answer(answer with { Id = Guid.NewGuid() }));
    }

    [Fact]
    public async Task An_acceptance_whose_answer_was_lost_is_settled_after_a_crash()
    {
        var host = await GrainHost.New();
        await host.Begin();
        var asked = Yes(await host.Mentee().Choose(new ChooseMentors(Guid.NewGuid(), Ana, [Of(Mia), Of(Max)])));
        host.AroundCalls = async context =>
        {
            await context.Invoke();
            if (context.ImplementationMethod.Name == nameof(IMentorGrain.TakeMentee)) throw new TimeoutException("The reply is lost.");
        };
        var answer = new AnswerRequest(Guid.NewGuid(), asked.Choices[0].Request, Mia, Accept: true);
        No(MatchPending, await host.Mentee().Answer(answer));
        No(MatchPending, await host.Mentee().Answer(new AnswerRequest(Guid.NewGuid(), asked.Choices[1].Request, Max, Accept: true)));
        host = await host.Restart();
        await using (host)
        {
            await host.Mentee().Wake();
            Assert.Equal(Mia, Yes(await host.Mentee().Answer(answer)).Mentor);
            Assert.Single(Yes(await host.Mentor().View()).Mentees);
        }
    }

    [Fact]
    public async Task A_repeat_of_a_match_with_a_mentor_who_was_asked_gets_the_same_answer()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        Yes(await host.Mentee().Choose(new ChooseMentors(Guid.NewGuid(), Ana, [Of(Mia)])));
        var assign = new AssignMentor(Guid.NewGuid(), Lead, Of(Mia));
        Assert.Equal(assign.Id, Yes(await host.Mentee().Assign(assign)).Mentorship);
        Assert.Equal(assign.Id, Yes(await host.Mentee().Assign(assign)).Mentorship);
        No(CommandReused, await host.Mentee().Assign(assign with { Mentor = Of(Max) }));
    }

    [Fact]
    public async Task A_settlement_that_could_not_be_stored_is_told_to_nobody()
    {
        await using var host = await GrainHost.New();
        await host.Begin(Policy with { MenteesMax = 1 });
        await host.Matched(Ben);
        host.Journal.BeforeStoring = (grain, entries) =>
        {
            if (entries.Any(entry => entry.Kind == "match-denied")) throw new JournalUnavailableException("The disk is full.");
        };
        var assign = new AssignMentor(Guid.NewGuid(), Lead, Of(Mia));
        No(MatchPending, await host.Mentee().Assign(assign));
        host.Journal.BeforeStoring = (_, _) => { };
        No(MentorFull, await GrainHost.Retry(() => host.Mentee().Assign(assign)));
    }

    [Fact]
    public async Task A_mentee_who_leaves_withdraws_and_one_whose_pair_ended_may_choose_again()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        Yes(await host.Mentee(Ben).Choose(new ChooseMentors(Guid.NewGuid(), Ben, [Of(Mia)])));
        Yes(await host.SchemeGrain().Leave(new LeaveScheme(Guid.NewGuid(), Lead, Ben, MemberRole.Mentee)));
        Assert.Empty(Yes(await host.Mentor().View()).Inbox);

        var pair = await host.Matched();
        Yes(await host.Pair(pair).End(new EndMentorship(Guid.NewGuid(), Lead, "", Ending.ByLead)));
        var free = Yes(await host.Mentee().View());
        Assert.Equal((null, "", pair), (free.Mentorship, free.Mentor, Assert.Single(free.Past)));
        Yes(await host.Mentee().Choose(new ChooseMentors(Guid.NewGuid(), Ana, [Of(Max)])));
    }
}
