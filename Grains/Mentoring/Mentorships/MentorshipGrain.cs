using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.People;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.Mentoring;

/// <summary>
/// A pair of mentor and mentee. A flow: not reentrant; a time is asked of the mentor's calendar, then of both agendas, after the intent is durable; all of them know
/// it by one slot id and always answer that id alike, so any of it may be put again.
/// </summary>
[GrainType("mentorship")]
internal sealed partial class MentorshipGrain(IJournal journal, TimeProvider time, ILogger<MentorshipGrain> log)
    : AggregateGrain<MentorshipState>(journal, time), IMentorshipGrain
{
    // A pair has the same mentor and mentee for ever, and a reference that is kept remembers where its grain is.
    private IMentorGrain? calendar;
    private IPersonGrain? mentorsAgenda;
    private IPersonGrain? menteesAgenda;

    public Task<Outcome<MentorshipView>> Open(OpenMentorship command) => Do(command.Id, command.Actor, (pair, _) => MentorshipRules.Open(pair, command));

    public async Task<Outcome<MentorshipView>> Sign(SignAgreement command)
    {
        await Drive();
        if (State.Policy is null) return MentorshipRules.NoPair;
        var agreement = await GrainFactory.GetGrain<ISchemeGrain>(GrainKeys.Scheme(State.Mentor.Scheme)).Agreement(0);
        if (!agreement.Succeeded) return agreement.Refusal;
        return await Do(command.Id, command.Person, (pair, _) => MentorshipRules.Sign(pair, command, agreement.Value));
    }

    public Task<Outcome<MeetingView>> Book(BookMeeting command) => Ask(command.Id, command.Id, command.Person, (pair, now) => MentorshipRules.Book(pair, command, now));

    public Task<Outcome<MeetingView>> Move(MoveMeeting command) => Ask(command.Id, command.Meeting, command.Person, (pair, now) => MentorshipRules.Move(pair, command, now));

    public Task<Outcome<MeetingView>> Cancel(CancelMeeting command) => Change(command.Id, command.Meeting, command.Person, (pair, now) => MentorshipRules.Cancel(pair, command, now));

    public Task<Outcome<MeetingView>> Record(RecordMeeting command) => Change(command.Id, command.Meeting, command.Person, (pair, now) => MentorshipRules.Record(pair, command, now));

    public async Task<Outcome<MentorshipView>> Tick(TickGuidance command)
    {
        await Drive();
        return await Do(command.Id, command.Person, (pair, _) => MentorshipRules.Tick(pair, command));
    }

    public async Task<Outcome<MentorshipView>> End(EndMentorship command)
    {
        await Drive();
        var outcome = await Do(command.Id, command.Actor, (pair, _) => MentorshipRules.End(pair, command));
        await Drive();
        return outcome;
    }

    public Task<Outcome<MeetingRoom>> Room(Guid meeting, string person) => Sure(MentorshipRules.Room(Durable, meeting, person, Now));

    public Task<Outcome<MentorshipView>> View() =>
        Sure<MentorshipView>(Durable.Policy is null ? MentorshipRules.NoPair : Durable.View(DurableVersion, Now));

    public async Task Wake()
    {
        var idle = !State.IsPending;
        await Drive();
        if (State.DueAt <= Now)
        {
            await Queue(Guid.Empty, System, static (_, _) => Decision.Nothing);
            await Drive();
        }
        else if (idle)
        {
            await EndIfOvertaken();
        }
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        await Drive();
    }

    protected override ImmutableArray<Change> Lapse(MentorshipState state, DateTimeOffset now) => MentorshipRules.Lapse(state, now);

    private async Task<Outcome<MeetingView>> Ask(Guid command, Guid meeting, string person, Func<MentorshipState, DateTimeOffset, Decision> decide)
    {
        await Drive();
        var asked = await Do<MeetingView>(command, person, decide, (pair, _) => ViewOf(pair, meeting));
        return asked.Succeeded && State.Ask?.Command == command ? await Put() : asked;
    }

    private async Task<Outcome<MeetingView>> Change(Guid command, Guid meeting, string person, Func<MentorshipState, DateTimeOffset, Decision> decide)
    {
        await Drive();
        var outcome = await Do<MeetingView>(command, person, decide, (pair, _) => ViewOf(pair, meeting));
        if (outcome.Succeeded) await Drive();
        return outcome;
    }

    /// <summary>Puts what is asked and tells what is owed. What cannot be done now is done later.</summary>
    private async Task Drive()
    {
        if (State.Ask is not null) await Put();
        if (!State.IsPending || State.Ask is not null) return;
        try
        {
            var (slots, end) = (State.Owed, State.EndOwed);
            await Task.WhenAll(slots.Select(Tell));
            if (end) await TellEnd();
            _ = await Enqueue(Guid.Empty, System, (_, _) => new MentorshipTold([.. slots.Select(owed => owed.Slot)], end));
        }
        catch (Exception fault) when (fault is not InvariantException)
        {
            LogUnanswered(fault, State.Id);
        }
    }

    /// <summary>Asks the calendar, then both agendas, and settles what they say; after a fault the question stays open.</summary>
    private async Task<Outcome<MeetingView>> Put()
    {
        var ask = State.Ask!;
        try
        {
            var slot = await Calendar.TakeSlot(new TakeSlot(ask.Command, State.Id, ask.StartsAt, ask.Minutes, ask.Replaces, ask.Person));
            var refusal = slot.Refusal ?? await Engage(ask);
            var owes = slot.Succeeded;
            await Queue(ask.Command, ask.Person, (pair, _) => pair.Ask?.Command != ask.Command ? Decision.Nothing
                : refusal is null ? new MeetingSettled(ask.Command)
                : new MeetingDenied(ask.Command, owes, refusal.Code, refusal.Detail));
            if (!State.Owed.IsEmpty) await Drive();
            return refusal is null ? ViewOf(Durable, ask.Meeting) : refusal;
        }
        catch (Exception fault) when (fault is not InvariantException)
        {
            // The settlement may have been decided and not stored: what is told is that nothing is known yet.
            LogUnanswered(fault, State.Id);
            return new MeetingView(ask.Meeting, ask.StartsAt, ask.Minutes, MeetingState.Asked, 0, "");
        }
    }

    private async Task<Refusal?> Engage(MeetingAsk ask)
    {
        var sequence = ask.Replaces is null ? 0 : State.Of(ask.Meeting)!.Sequence + 1;
        var engage = new Engage(ask.Command, Key, ask.Meeting, ask.StartsAt, ask.Minutes, sequence, ask.Replaces, ask.Person);
        // Awaited one by one: a WhenAll of calls would end on the thread pool and not in this grain's turn.
        var (mentee, mentor) = (MenteesAgenda.Engage(engage), MentorsAgenda.Engage(engage));
        await ((Task)mentor).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        return RefusalTo(State.Mentee.Person, await mentee) ?? RefusalTo(State.Mentor.Person, await mentor);

        Refusal? RefusalTo(string person, Outcome<EngagementView> answer) =>
            answer.Refusal is not { Code: AgendaOverlap } || person == ask.Person ? answer.Refusal
            : new Refusal(AgendaOverlap, "The other person is not free at this time. Choose another time.");
    }

    private async Task Tell(OwedSlot owed)
    {
        var ended = Calendar.EndSlot(new EndSlot(owed.Slot, owed.Held, System));
        if (owed.Held is null)
        {
            var (mentor, mentee) = (MentorsAgenda.Disengage(owed.Slot), MenteesAgenda.Disengage(owed.Slot));
            await mentor;
            await mentee;
        }

        await ended;
    }

    private async Task TellEnd()
    {
        await Calendar.ReleaseMentee(new ReleaseMentee(State.Id, System));
        await GrainFactory.GetGrain<IMenteeGrain>(State.Mentee.MenteeKey).MentorshipEnded(State.Id);
    }

    private Task<Outcome<MentorshipView>> Do(Guid command, string actor, Func<MentorshipState, DateTimeOffset, Decision> decide) =>
        Do<MentorshipView>(command, actor, decide, (pair, now) => pair.View(Version, now));

    private static Outcome<MeetingView> ViewOf(MentorshipState pair, Guid meeting) =>
        pair.Of(meeting) is { } known ? known.View(pair.Policy!) : new Refusal(MeetingUnknown, "We cannot find this meeting.");

    private IMentorGrain Calendar => calendar ??= GrainFactory.GetGrain<IMentorGrain>(State.Mentor.MentorKey);

    private IPersonGrain MentorsAgenda => mentorsAgenda ??= AgendaOf(State.Mentor);

    private IPersonGrain MenteesAgenda => menteesAgenda ??= AgendaOf(State.Mentee);

    private IPersonGrain AgendaOf(MemberId member) => GrainFactory.GetGrain<IPersonGrain>(GrainKeys.Person(member.Person));

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the pair {Pair} asks or owes was not answered; it will be put again.")]
    private partial void LogUnanswered(Exception fault, Guid pair);
}
