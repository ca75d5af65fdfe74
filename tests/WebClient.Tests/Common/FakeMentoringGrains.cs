using OutreachSilo.Mentoring;

namespace OutreachSilo.Common;

internal sealed class FakeScheme(string key, FakeGrains grains) : ISchemeGrain
{
    public Task<Outcome<SchemeView>> Define(DefineScheme command) => grains.Answer<Outcome<SchemeView>>(key, nameof(Define), command);

    public Task<Outcome<SchemeMember>> Enrol(EnrolMember command) => grains.Answer<Outcome<SchemeMember>>(key, nameof(Enrol), command);

    public Task<Outcome<SchemeMember>> Leave(LeaveScheme command) => grains.Answer<Outcome<SchemeMember>>(key, nameof(Leave), command);

    public Task<Outcome<AgreementText>> PublishAgreement(PublishAgreement command) => grains.Answer<Outcome<AgreementText>>(key, nameof(PublishAgreement), command);

    public Task<Outcome<AgreementText>> Agreement(int version) => grains.Answer<Outcome<AgreementText>>(key, nameof(Agreement), version);

    public Task<Outcome<MatchPreview>> PreviewMatch() => grains.Answer<Outcome<MatchPreview>>(key, nameof(PreviewMatch), null);

    public Task<Outcome<MatchReport>> ApplyMatch(ApplyMatch command) => grains.Answer<Outcome<MatchReport>>(key, nameof(ApplyMatch), command);

    public Task<Outcome<SchemeView>> View() => grains.Answer<Outcome<SchemeView>>(key, nameof(View), null);

    public Task Wake() => throw new NotSupportedException();
}

internal sealed class FakeMentor(string key, FakeGrains grains) : IMentorGrain
{
    public Task<Outcome<MentorView>> RecordHours(RecordHours command) => grains.Answer<Outcome<MentorView>>(key, nameof(RecordHours), command);

    public Task<Outcome<MentorView>> SetHours(SetHours command) => grains.Answer<Outcome<MentorView>>(key, nameof(SetHours), command);

    public Task<Outcome<MentorView>> Pause(PauseMentor command) => grains.Answer<Outcome<MentorView>>(key, nameof(Pause), command);

    public Task<Outcome<MentorView>> View() => grains.Answer<Outcome<MentorView>>(key, nameof(View), null);

    public Task<Outcome<FreeSlots>> FreeSlots(DateOnly from, DateOnly to) => grains.Answer<Outcome<FreeSlots>>(key, nameof(FreeSlots), (from, to));

    public Task<Outcome<MentorView>> Enrol(EnrolMentor command) => throw new NotSupportedException();

    public Task<Outcome<MentorView>> Receive(ReceiveRequest command) => throw new NotSupportedException();

    public Task CloseRequest(CloseRequest command) => throw new NotSupportedException();

    public Task<Outcome<MentorView>> TakeMentee(TakeMentee command) => throw new NotSupportedException();

    public Task ReleaseMentee(ReleaseMentee command) => throw new NotSupportedException();

    public Task<Outcome<MentorView>> TakeSlot(TakeSlot command) => throw new NotSupportedException();

    public Task EndSlot(EndSlot command) => throw new NotSupportedException();
}

internal sealed class FakeMentee(string key, FakeGrains grains) : IMenteeGrain
{
    public Task<Outcome<MenteeView>> Choose(ChooseMentors command) => grains.Answer<Outcome<MenteeView>>(key, nameof(Choose), command);

    public Task<Outcome<MenteeView>> Answer(AnswerRequest command) => grains.Answer<Outcome<MenteeView>>(key, nameof(Answer), command);

    public Task<Outcome<MenteeView>> View() => grains.Answer<Outcome<MenteeView>>(key, nameof(View), null);

    public Task<Outcome<MenteeView>> Enrol(EnrolMentee command) => throw new NotSupportedException();

    public Task<Outcome<MenteeView>> Assign(AssignMentor command) => throw new NotSupportedException();

    public Task MentorshipEnded(Guid mentorship) => throw new NotSupportedException();

    public Task Wake() => throw new NotSupportedException();
}

internal sealed class FakeMentorship(string key, FakeGrains grains) : IMentorshipGrain
{
    public Task<Outcome<MentorshipView>> Sign(SignAgreement command) => grains.Answer<Outcome<MentorshipView>>(key, nameof(Sign), command);

    public Task<Outcome<MeetingView>> Book(BookMeeting command) => grains.Answer<Outcome<MeetingView>>(key, nameof(Book), command);

    public Task<Outcome<MeetingView>> Move(MoveMeeting command) => grains.Answer<Outcome<MeetingView>>(key, nameof(Move), command);

    public Task<Outcome<MeetingView>> Cancel(CancelMeeting command) => grains.Answer<Outcome<MeetingView>>(key, nameof(Cancel), command);

    public Task<Outcome<MeetingView>> Record(RecordMeeting command) => grains.Answer<Outcome<MeetingView>>(key, nameof(Record), command);

    public Task<Outcome<MentorshipView>> Tick(TickGuidance command) => grains.Answer<Outcome<MentorshipView>>(key, nameof(Tick), command);

    public Task<Outcome<MentorshipView>> End(EndMentorship command) => grains.Answer<Outcome<MentorshipView>>(key, nameof(End), command);

    public Task<Outcome<MeetingRoom>> Room(Guid meeting, string person) => grains.Answer<Outcome<MeetingRoom>>(key, nameof(Room), (meeting, person));

    public Task<Outcome<MentorshipView>> View() => grains.Answer<Outcome<MentorshipView>>(key, nameof(View), null);

    public Task<Outcome<MentorshipView>> Open(OpenMentorship command) => throw new NotSupportedException();

    public Task Wake() => throw new NotSupportedException();
}
