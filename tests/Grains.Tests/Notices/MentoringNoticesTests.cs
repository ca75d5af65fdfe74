using OutreachSilo.Common;
using OutreachSilo.Hosting;
using OutreachSilo.Kernel;
using OutreachSilo.Mentoring;
using static OutreachSilo.Mentoring.APair;

namespace OutreachSilo.Notices;

/// <summary>Whom mentoring tells of what, read from the journal that the grains have written.</summary>
public sealed class MentoringNoticesTests
{
    [Fact]
    public async Task A_request_is_told_to_the_mentor_and_its_end_to_who_did_not_end_it()
    {
        await using var host = await Asking(Ana, Mia, Max);
        var requests = Yes(await host.Mentee().View()).Choices;
        Yes(await host.Mentee().Answer(new AnswerRequest(Guid.NewGuid(), requests[0].Request, Mia, Accept: false)));
        host.Time.Jump(TimeSpan.FromDays(8));
        await host.Mentee().Wake();
        var notices = await All<RequestNotice>(host);
        Assert.Equal(
            [
                (NoticeTemplates.RequestDeclined, Party.Mentee, Ana, Mia), (NoticeTemplates.RequestExpired, Party.Mentee, Ana, Max), (NoticeTemplates.RequestReceived, Party.Mentor, Mia, Ana),
                (NoticeTemplates.RequestReceived, Party.Mentor, Max, Ana),
            ],
            notices.Select(notice => (notice.Template, notice.Party, notice.To.Person, notice.Other)).OrderBy(told => told.Template, StringComparer.Ordinal).ThenBy(told => told.Person, StringComparer.Ordinal));
        Assert.All(notices, notice => Assert.Equal(notice.Template == NoticeTemplates.RequestReceived ? requests[0].Until : null, notice.Until));
        Assert.All(notices, notice => Assert.DoesNotContain(Ana, notice.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_acceptance_is_told_to_the_pair_and_to_the_mentor_who_was_not_first()
    {
        await using var host = await Asking(Ana, Mia, Max);
        var requests = Yes(await host.Mentee().View()).Choices;
        var pair = Guid.NewGuid();
        Yes(await host.Mentee().Answer(new AnswerRequest(pair, requests[0].Request, Mia, Accept: true)));
        Assert.Equal([(Party.Mentor, Mia, Ana, pair), (Party.Mentee, Ana, Mia, pair)], (await All<PairNotice>(host)).Select(notice => (notice.Party, notice.To.Person, notice.Other, notice.Pair)));
        var closed = Assert.Single(await All<RequestNotice>(host), notice => notice.Template == NoticeTemplates.RequestClosed);
        Assert.Equal((Max, Ana), (closed.To.Person, closed.Other));
    }

    [Fact]
    public async Task A_signature_is_told_to_the_other_one_only_while_theirs_is_missing()
    {
        await using var host = await Begun();
        await host.Signed();
        var waiting = Assert.Single(await All<PairNotice>(host), notice => notice.Template == NoticeTemplates.AgreementWaiting);
        Assert.Equal((Party.Mentor, Mia, Ana), (waiting.Party, waiting.To.Person, waiting.Other));
    }

    [Fact]
    public async Task A_meeting_is_told_to_both_under_one_identity_and_rising_sequence()
    {
        await using var host = await Begun(AllDay with { Zone = "Europe/Dublin" });
        var pair = await host.Signed();
        var meeting = Yes(await host.Pair(pair).Book(Booking(At(1, 10)))).Id;
        Yes(await host.Pair(pair).Move(new MoveMeeting(Guid.NewGuid(), Mia, meeting, At(2, 10), 30)));
        Yes(await host.Pair(pair).Cancel(new CancelMeeting(Guid.NewGuid(), Ana, meeting)));
        var notices = await All<MeetingNotice>(host);
        foreach (var (party, person, zone) in new[] { (Party.Mentor, Mia, "Europe/Dublin"), (Party.Mentee, Ana, "Europe/London") })
        {
            var told = notices.Where(notice => notice.Party == party).ToList();
            Assert.Equal([NoticeTemplates.MeetingBooked, NoticeTemplates.MeetingMoved, NoticeTemplates.MeetingCancelled], told.Select(notice => notice.Template));
            Assert.Equal([(0, true, At(1, 10)), (1, true, At(2, 10)), (2, false, At(2, 10))], told.Select(notice => (notice.Meeting.Sequence, notice.Meeting.Stands, notice.Meeting.StartsAt)));
            Assert.All(told, notice => Assert.Equal((meeting, person, zone), (notice.Meeting.Id, notice.To.Person, notice.Zone)));
        }
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 0)]
    public async Task Both_are_reminded_of_a_meeting_that_still_stands_when_the_reminder_is_written(bool cancelled, int reminders)
    {
        await using var host = await Begun();
        var pair = await host.Signed();
        var meeting = Yes(await host.Pair(pair).Book(Booking(At(3, 10)))).Id;
        host.Time.Jump(At(3, 9) - host.Time.GetUtcNow());
        await host.Pair(pair).Wake();
        if (cancelled) Yes(await host.Pair(pair).Cancel(new CancelMeeting(Guid.NewGuid(), Ana, meeting)));
        Assert.Contains("meeting-near", host.Journal.Kinds(GrainKeys.Mentorship(pair)));
        Assert.Equal(reminders, (await All<MeetingNotice>(host)).Count(notice => notice.Template == NoticeTemplates.MeetingReminder));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task A_mentor_is_reminded_of_a_request_that_still_waits_when_the_reminder_is_written(bool answered, int reminders)
    {
        await using var host = await Asking(Ana, Mia);
        var request = Yes(await host.Mentee().View()).Choices[0];
        host.Time.Jump(TimeSpan.FromDays(5));
        await host.Mentee().Wake();
        await host.Mentee().Wake();
        Assert.Single(host.Journal.Kinds(Of(Ana).MenteeKey), kind => kind == "request-near");
        if (answered) Yes(await host.Mentee().Answer(new AnswerRequest(Guid.NewGuid(), request.Request, Mia, Accept: false)));
        var told = (await All<RequestNotice>(host)).Where(notice => notice.Template == NoticeTemplates.RequestReminder).ToList();
        Assert.Equal(reminders, told.Count);
        Assert.All(told, notice => Assert.Equal((Party.Mentor, Mia, Ana, request.Until), (notice.Party, notice.To.Person, notice.Other, notice.Until)));
    }

    [Fact]
    public async Task A_request_that_is_taken_back_is_told_to_the_mentor_who_had_it()
    {
        await using var host = await Asking(Ana, Mia);
        Yes(await host.Mentee().Choose(new ChooseMentors(Guid.NewGuid(), Ana, [Of(Max)])));
        var withdrawn = Assert.Single(await All<RequestNotice>(host), notice => notice.Template == NoticeTemplates.RequestWithdrawn);
        Assert.Equal((Party.Mentor, Mia, Ana), (withdrawn.Party, withdrawn.To.Person, withdrawn.Other));
    }

    [Theory]
    [InlineData(null, 2, 0)]
    [InlineData(25, 0, 0)]
    [InlineData(0, 0, 2)]
    public async Task Both_are_asked_for_a_meeting_that_nobody_has_recorded_and_told_of_one_that_was_missed(int? recorded, int asked, int missed)
    {
        await using var host = await Begun();
        var pair = await host.Signed();
        var meeting = Yes(await host.Pair(pair).Book(Booking(At(3, 10)))).Id;
        host.Time.Jump(At(4, 10, 29) - host.Time.GetUtcNow());
        await host.Pair(pair).Wake();
        Assert.DoesNotContain("meeting-unrecorded", host.Journal.Kinds(GrainKeys.Mentorship(pair)));
        host.Time.Jump(TimeSpan.FromMinutes(1));
        await host.Pair(pair).Wake();
        await host.Pair(pair).Wake();
        Assert.Single(host.Journal.Kinds(GrainKeys.Mentorship(pair)), kind => kind == "meeting-unrecorded");
        if (recorded is { } minutes) Yes(await host.Pair(pair).Record(new RecordMeeting(Guid.NewGuid(), Mia, meeting, minutes)));
        var notices = await All<MeetingNotice>(host);
        Assert.Equal((asked, missed), (notices.Count(notice => notice.Template == NoticeTemplates.MeetingUnrecorded), notices.Count(notice => notice.Template == NoticeTemplates.MeetingMissed)));
    }

    [Fact]
    public async Task The_end_of_a_pair_is_told_to_both_and_takes_each_meeting_that_was_to_come_out_of_their_calendars()
    {
        await using var host = await Begun();
        var pair = await host.Signed();
        var meetings = new[] { Yes(await host.Pair(pair).Book(Booking(At(1, 10)))).Id, Yes(await host.Pair(pair).Book(Booking(At(2, 10)))).Id };
        Yes(await host.Pair(pair).End(new EndMentorship(Guid.NewGuid(), Mia, Mia, Ending.ByMentor)));
        Assert.Equal(2, (await All<PairNotice>(host)).Count(notice => notice.Template == NoticeTemplates.MentorshipOver));
        var cancelled = (await All<MeetingNotice>(host)).Where(notice => notice.Template == NoticeTemplates.MeetingCancelled).ToList();
        Assert.Equal(4, cancelled.Select(notice => notice.Key).Distinct().Count());
        Assert.Equal(meetings.Order(), cancelled.Where(notice => notice.Party == Party.Mentee).Select(notice => notice.Meeting.Id).Order());
        Assert.All(cancelled, notice => Assert.Equal((1, false), (notice.Meeting.Sequence, notice.Meeting.Stands)));
    }

    [Fact]
    public async Task A_mentor_who_leaves_requests_unanswered_is_told_and_the_leads_and_one_who_pauses_themselves_is_not()
    {
        await using var host = await Begun();
        Yes(await host.Mentor(Max).Pause(new PauseMentor(Guid.NewGuid(), Max, true)));
        Assert.Empty(await All<MentorNotice>(host));
        for (var i = 0; i < 3; i++)
        {
            var request = Guid.NewGuid();
            Yes(await host.Mentor().Receive(new ReceiveRequest(request, Ana, 1, GrainHost.Start.AddDays(7))));
            await host.Mentor().CloseRequest(new CloseRequest(request, RequestState.Expired));
        }

        var notices = await All<MentorNotice>(host);
        Assert.Equal([(Party.Mentor, Mia), (Party.Lead, Mia)], notices.Select(notice => (notice.Party, notice.Mentor.Person)));
        Assert.All(notices, notice => Assert.DoesNotContain(Mia, notice.Key, StringComparison.Ordinal));
    }

    private static async Task<GrainHost> Begun(MentorHours? hours = null)
    {
        var host = await GrainHost.New();
        await host.Begin(hours: hours);
        return host;
    }

    private static async Task<GrainHost> Asking(string mentee, params string[] mentors)
    {
        var host = await Begun();
        Yes(await host.Mentee(mentee).Choose(new ChooseMentors(Guid.NewGuid(), mentee, [.. mentors.Select(Of)])));
        return host;
    }

    private static async Task<List<T>> All<T>(GrainHost host)
        where T : Notice
    {
        var (reader, notices) = (new NoticeReader(ChangeCatalog.Aggregates, host.Journal), new List<T>());
        await foreach (var row in host.Journal.ByGrain(TestContext.Current.CancellationToken))
            notices.AddRange((await reader.Of(row, TestContext.Current.CancellationToken)).OfType<T>());
        return notices;
    }
}
