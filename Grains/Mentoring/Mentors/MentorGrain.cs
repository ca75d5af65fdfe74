using Orleans.Concurrency;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.Mentoring;

/// <summary>A mentor of one scheme. A leaf: it calls no other grain, and its only await inside a command is the journal.</summary>
[Reentrant, GrainType("mentor")]
internal sealed class MentorGrain(IJournal journal, TimeProvider time)
    : AggregateGrain<MentorState>(journal, time), IMentorGrain
{
    public Task<Outcome<MentorView>> Enrol(EnrolMentor command) => Do(command.Id, command.Actor, (mentor, _) => MentorRules.Enrol(mentor, command));

    public Task<Outcome<MentorView>> RecordHours(RecordHours command) => Do(command.Id, command.Actor, (mentor, now) => MentorRules.RecordHours(mentor, command, now));

    public Task<Outcome<MentorView>> SetHours(SetHours command) => Do(command.Id, command.Actor, (mentor, _) => MentorRules.SetHours(mentor, command));

    public Task<Outcome<MentorView>> Pause(PauseMentor command) => Do(command.Id, command.Actor, (mentor, _) => MentorRules.Pause(mentor, command));

    public Task<Outcome<MentorView>> Receive(ReceiveRequest command) => Do(command.Id, command.Mentee, (mentor, _) => MentorRules.Receive(mentor, command));

    public Task CloseRequest(CloseRequest command) => Queue(command.Id, System, (mentor, _) => MentorRules.CloseRequest(mentor, command));

    public Task<Outcome<MentorView>> TakeMentee(TakeMentee command) => Do(command.Id, command.Actor, (mentor, _) => MentorRules.TakeMentee(mentor, command));

    public Task ReleaseMentee(ReleaseMentee command) => Queue(command.Id, command.Actor, (mentor, _) => MentorRules.ReleaseMentee(mentor, command));

    public Task<Outcome<MentorView>> TakeSlot(TakeSlot command) => Do(command.Id, command.Actor, (mentor, now) => MentorRules.TakeSlot(mentor, command, now));

    public Task EndSlot(EndSlot command) => Queue(command.Id, command.Actor, (mentor, _) => MentorRules.EndSlot(mentor, command));

    public Task<Outcome<MentorView>> View() => Sure(ViewOf(Durable, DurableVersion));

    public Task<Outcome<FreeSlots>> FreeSlots(DateOnly from, DateOnly to)
    {
        if (to < from || to.DayNumber - from.DayNumber > HoursLimits.RangeDaysMax)
            return Task.FromResult<Outcome<FreeSlots>>(new Refusal(InvalidCommand, $"Choose a period of 1 to {HoursLimits.RangeDaysMax} days."));
        if (!Durable.IsEnrolled) return Sure<FreeSlots>(NoMentor);
        var free = Durable.Hours is { } hours ? SlotRules.Free(hours, MentorRules.Taken(Durable, null), Now, from, to) : [];
        return Task.FromResult<Outcome<FreeSlots>>(new FreeSlots(free, Durable.Hours?.Zone ?? Durable.Zone, DurableVersion));
    }

    private Task<Outcome<MentorView>> Do(Guid command, string actor, Func<MentorState, DateTimeOffset, Decision> decide) =>
        Do<MentorView>(command, actor, decide, (mentor, now) => mentor.View(Version, now));

    private Outcome<MentorView> ViewOf(MentorState mentor, long version) => mentor.IsEnrolled ? mentor.View(version, Now) : NoMentor;

    private static readonly Refusal NoMentor = new(MentorUnknown, "This person is not a mentor in this scheme.");
}
