using OutreachSilo.Common;
using OutreachSilo.Hosting;
using OutreachSilo.People;
using OutreachSilo.Tasters;
using static OutreachSilo.Common.RefusalCodes;
using static OutreachSilo.Mentoring.APair;

namespace OutreachSilo.Mentoring;

/// <summary>Agree, meet, six times: calendar, both agendas and the pair together.</summary>
public sealed class MeetingTests
{
    [Fact]
    public async Task Nobody_meets_before_training_and_both_signatures()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var pair = await host.Matched();
        No(AgreementUnsigned, await host.Pair(pair).Book(Booking(At(1, 10))));
        Yes(await host.Pair(pair).Sign(new SignAgreement(Guid.NewGuid(), Ana, 1)));
        No(AgreementUnsigned, await host.Pair(pair).Book(Booking(At(1, 10))));
        No(NotOfThePair, await host.Pair(pair).Sign(new SignAgreement(Guid.NewGuid(), Ben, 1)));
        No(AgreementOutdated, await host.Pair(pair).Sign(new SignAgreement(Guid.NewGuid(), Mia, 2)));
        Yes(await host.Pair(pair).Sign(new SignAgreement(Guid.NewGuid(), Mia, 1)));
        Assert.Equal(MeetingState.Booked, Yes(await host.Pair(pair).Book(Booking(At(1, 10)))).State);

        const string untrained = "000000000000000000000000000000a9";
        await host.Enrol(untrained, MemberRole.Mentor);
        Yes(await host.Mentor(untrained).SetHours(new SetHours(Guid.NewGuid(), untrained, AllDay)));
        var other = await host.Signed(Ben, untrained);
        No(MentorNotTrained, await host.Pair(other).Book(Booking(At(1, 10), Ben)));
    }

    [Fact]
    public async Task Two_mentees_go_for_one_slot_and_one_gets_it()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var (anas, bens) = (await host.Signed(), await host.Signed(Ben));
        var outcomes = await Task.WhenAll(host.Pair(anas).Book(Booking(At(1, 10))), host.Pair(bens).Book(Booking(At(1, 10), Ben)));
        No(SlotTaken, Assert.Single(outcomes, outcome => !outcome.Succeeded));
        Assert.DoesNotContain(Yes(await host.Mentor().FreeSlots(Day(1), Day(1))).Slots, slot => slot.StartsAt == At(1, 10));
    }

    [Fact]
    public async Task Six_meetings_a_year_a_cancelled_one_gives_its_count_back_and_a_missed_one_does_not()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var pair = await host.Signed();
        var booked = new List<MeetingView>();
        for (var day = 1; day <= 6; day++) booked.Add(Yes(await host.Pair(pair).Book(Booking(At(day, 10)))));
        No(MeetingsUsedUp, await host.Pair(pair).Book(Booking(At(7, 10))));

        Yes(await host.Pair(pair).Cancel(new CancelMeeting(Guid.NewGuid(), Mia, booked[5].Id)));
        Yes(await host.Pair(pair).Book(Booking(At(6, 10))));
        host.Time.Jump(At(2, 9) - host.Time.GetUtcNow());
        Assert.Equal(MeetingState.NoShow, Yes(await host.Pair(pair).Record(new RecordMeeting(Guid.NewGuid(), Mia, booked[0].Id, 0))).State);
        No(MeetingsUsedUp, await host.Pair(pair).Book(Booking(At(7, 10))));
        Assert.Equal(6, Yes(await host.Pair(pair).View()).MeetingsUsed);
    }

    [Fact]
    public async Task A_moved_meeting_keeps_its_identity_counts_once_and_frees_its_old_time()
    {
        await using var host = await GrainHost.New();
        await host.Begin(Policy with { MeetingsPerYearMax = 1 });
        var pair = await host.Signed();
        var meeting = Yes(await host.Pair(pair).Book(Booking(At(1, 10))));
        var moved = Yes(await host.Pair(pair).Move(new MoveMeeting(Guid.NewGuid(), Mia, meeting.Id, At(1, 11), 30)));

        Assert.Equal((meeting.Id, At(1, 11), 1), (moved.Id, moved.StartsAt, moved.Sequence));
        Assert.Contains(Yes(await host.Mentor().FreeSlots(Day(1), Day(1))).Slots, slot => slot.StartsAt == At(1, 10));
        foreach (var person in new[] { Ana, Mia })
        {
            var engagement = Assert.Single((await host.Person(person).Agenda()).Engagements, each => !each.Ended);
            Assert.Equal((meeting.Id, At(1, 11), 1), (engagement.Entry, engagement.StartsAt, engagement.Sequence));
        }
    }

    [Fact]
    public async Task A_move_to_a_time_that_is_taken_leaves_everything_as_it_was()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var (anas, bens) = (await host.Signed(), await host.Signed(Ben));
        Yes(await host.Pair(bens).Book(Booking(At(1, 11), Ben)));
        var meeting = Yes(await host.Pair(anas).Book(Booking(At(1, 10))));
        No(SlotTaken, await host.Pair(anas).Move(new MoveMeeting(Guid.NewGuid(), Ana, meeting.Id, At(1, 11), 30)));
        var after = Assert.Single(Yes(await host.Pair(anas).View()).Meetings);
        Assert.Equal((MeetingState.Booked, At(1, 10), 0), (after.State, after.StartsAt, after.Sequence));
    }

    [Fact]
    public async Task A_taster_and_a_meeting_on_one_half_day_exclude_each_other()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var pair = await host.Signed();
        var week = await host.PublishedWeek(capacity: 5);
        var monday = new DateTimeOffset(2026, 8, 3, 10, 0, 0, TimeSpan.Zero);
        Yes(await host.Hold(Ana, Guid.NewGuid(), week));
        No(AgendaOverlap, await host.Pair(pair).Book(Booking(monday)));
        Assert.Contains(Yes(await host.Mentor().FreeSlots(new DateOnly(2026, 8, 3), new DateOnly(2026, 8, 3))).Slots, slot => slot.StartsAt == monday);

        // After six in the evening the half-days are over.
        Yes(await host.Pair(pair).Book(Booking(new DateTimeOffset(2026, 8, 3, 17, 30, 0, TimeSpan.Zero))));

        var bens = await host.Signed(Ben);
        Yes(await host.Pair(bens).Book(Booking(monday, Ben)));
        No(AgendaOverlap, await host.Hold(Ben, Guid.NewGuid(), week));
    }

    [Theory]
    [InlineData(nameof(IMentorGrain.TakeSlot))]
    [InlineData(nameof(IPersonGrain.Engage))]
    [InlineData(nameof(IPersonGrain.Disengage))]
    [InlineData(nameof(IMentorGrain.EndSlot))]
    public async Task Whatever_reply_is_lost_the_next_activation_finishes(string method)
    {
        var host = await GrainHost.New();
        await host.Begin();
        var pair = await host.Signed();
        var lost = 0;
        host.AroundCalls = async context =>
        {
            await context.Invoke();
            if (context.ImplementationMethod.Name == method && lost++ < 2) throw new TimeoutException("The reply is lost.");
        };
        var booking = Booking(At(1, 10));
        var meeting = Yes(await host.Pair(pair).Book(booking));
        if (meeting.State == MeetingState.Asked) meeting = Yes(await host.Pair(pair).Book(booking));
        if (meeting.State == MeetingState.Asked) meeting = Yes(await host.Pair(pair).Book(booking));
        await host.Pair(pair).Cancel(new CancelMeeting(Guid.NewGuid(), Ana, meeting.Id));
        host = await host.Restart();
        await using (host)
        {
            await host.Pair(pair).Wake();
            await host.Pair(pair).Wake();
            Assert.Contains(Yes(await host.Mentor().FreeSlots(Day(1), Day(1))).Slots, slot => slot.StartsAt == At(1, 10));
            Assert.All((await host.Person(Ana).Agenda()).Engagements, engagement => Assert.True(engagement.Ended));
        }
    }

    [Fact]
    public async Task A_refusal_that_could_not_be_stored_is_told_to_nobody()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var (anas, bens) = (await host.Signed(), await host.Signed(Ben));
        Yes(await host.Pair(bens).Book(Booking(At(1, 10), Ben)));
        host.Journal.BeforeStoring = (grain, entries) =>
        {
            if (entries.Any(entry => entry.Kind == "meeting-denied")) throw new JournalUnavailableException("The disk is full.");
        };
        var booking = Booking(At(1, 10));
        Assert.Equal(MeetingState.Asked, Yes(await host.Pair(anas).Book(booking)).State);
        host.Journal.BeforeStoring = (_, _) => { };
        No(SlotTaken, await GrainHost.Retry(() => host.Pair(anas).Book(booking)));
    }

    [Fact]
    public async Task The_ledger_ends_at_ten_hours()
    {
        await using var host = await GrainHost.New();
        await host.Begin(Policy with { MeetingsPerYearMax = 60, HoursPerYearMax = 2 });
        var pair = await host.Signed();
        var first = Yes(await host.Pair(pair).Book(Booking(At(1, 10))));
        Yes(await host.Pair(pair).Book(Booking(At(1, 11))));
        No(LedgerFull, await host.Pair(pair).Book(Booking(At(1, 12))));
        No(LedgerFull, await host.Mentor().RecordHours(new RecordHours(Guid.NewGuid(), Mia, HoursKind.Preparation, Day(0), 1)));

        host.Time.Jump(At(1, 13) - host.Time.GetUtcNow());
        Yes(await host.Pair(pair).Record(new RecordMeeting(Guid.NewGuid(), Ana, first.Id, 20)));
        var ledger = Yes(await host.Mentor().View()).Ledger;
        Assert.Equal((60, 20, 30, 120), (ledger.Training, ledger.Held, ledger.Planned, ledger.Most));
    }

    [Fact]
    public async Task The_room_can_be_entered_from_a_quarter_before_until_half_an_hour_after()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var pair = await host.Signed();
        var booking = Booking(At(1, 10));
        var meeting = Yes(await host.Pair(pair).Book(booking));
        host.Time.Jump(At(1, 9, 44) - host.Time.GetUtcNow());
        No(RoomNotOpen, await host.Pair(pair).Room(meeting.Id, Ana));
        host.Time.Jump(TimeSpan.FromMinutes(1));
        Assert.Equal(booking.Room, Yes(await host.Pair(pair).Room(meeting.Id, Mia)).Name);
        No(NotOfThePair, await host.Pair(pair).Room(meeting.Id, Ben));
        host.Time.Jump(At(1, 10, 59) - host.Time.GetUtcNow());
        Yes(await host.Pair(pair).Room(meeting.Id, Ana));
        host.Time.Jump(TimeSpan.FromMinutes(1));
        No(RoomClosed, await host.Pair(pair).Room(meeting.Id, Ana));
    }

    [Fact]
    public async Task Both_are_reminded_once_of_a_meeting_that_stands_and_not_of_one_that_was_cancelled()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var pair = await host.Signed();
        Yes(await host.Pair(pair).Book(Booking(At(3, 10))));
        var cancelled = Yes(await host.Pair(pair).Book(Booking(At(3, 11))));
        Yes(await host.Pair(pair).Cancel(new CancelMeeting(Guid.NewGuid(), Ana, cancelled.Id)));
        host.Time.Jump(At(2, 10, 30) - host.Time.GetUtcNow());
        await host.Pair(pair).Wake();
        await host.Pair(pair).Wake();
        Assert.Single(host.Journal.Kinds(GrainKeys.Mentorship(pair)), kind => kind == "meeting-near");
    }

    [Fact]
    public async Task Ending_a_pair_cancels_what_is_to_come_and_gives_the_room_back()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var pair = await host.Signed();
        Yes(await host.Pair(pair).Book(Booking(At(1, 10))));
        Yes(await host.Pair(pair).End(new EndMentorship(Guid.NewGuid(), Mia, Mia, Ending.ByMentor)));
        Assert.Equal(MeetingState.Cancelled, Assert.Single(Yes(await host.Pair(pair).View()).Meetings).State);
        Assert.Equal(3, Yes(await host.Mentor().View()).Room);
        No(MentorshipEnded, await host.Pair(pair).Book(Booking(At(1, 10))));
        No(MentorshipUnknown, await host.Mentor().TakeSlot(new TakeSlot(Guid.NewGuid(), pair, At(1, 10), 30, null, Ana)));
    }

    [Fact]
    public async Task What_is_given_back_before_it_is_asked_for_is_refused_when_it_comes()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var pair = await host.Signed();
        var (slot, engagement, mentorship, request) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await host.Mentor().EndSlot(new EndSlot(slot, null, Ana));
        No(SlotReleased, await host.Mentor().TakeSlot(new TakeSlot(slot, pair, At(1, 10), 30, null, Ana)));
        await host.Person(Ana).Disengage(engagement);
        No(SlotReleased, await host.Person(Ana).Engage(new Engage(engagement, GrainKeys.Mentorship(pair), Guid.NewGuid(), At(1, 10), 30, 0, null, Ana)));
        await host.Mentor().ReleaseMentee(new ReleaseMentee(mentorship, Ana));
        No(MentorshipEnded, await host.Mentor().TakeMentee(new TakeMentee(mentorship, Ben, Lead)));
        await host.Mentor().CloseRequest(new CloseRequest(request, RequestState.Withdrawn));
        No(RequestClosed, await host.Mentor().Receive(new ReceiveRequest(request, Ben, 1, At(7, 10))));
    }

    private static DateOnly Day(int day) => DateOnly.FromDateTime(GrainHost.Start.UtcDateTime).AddDays(day);
}
