using System.Collections.Immutable;
using Orleans.Concurrency;
using OutreachSilo.Common;

namespace OutreachSilo.Kernel.EventSketch;

/// <summary>An event. It calls no other aggregate.</summary>
[Reentrant, GrainType("sketch")]
internal sealed class SketchedEventGrain(IJournal journal, TimeProvider time)
    : AggregateGrain<EventState>(journal, time), ISketchedEventGrain
{
    public Task<Outcome<EventView>> Announce(AnnounceEvent command) =>
        Do<EventView>(command.Id, "organiser", (meeting, _) => EventRules.Announce(meeting, command), (meeting, _) => meeting.View());

    public Task<Outcome<RegistrationView>> Register(RegisterForEvent command) => Do<RegistrationView>(
        command.Id, command.Person, (meeting, now) => EventRules.Register(meeting, command, now), (meeting, _) => meeting.View(command.Id));

    public Task<Outcome<RegistrationView>> Accept(RegistrationCommand command) => Act(command, EventRules.Accept);

    public Task<Outcome<RegistrationView>> Withdraw(RegistrationCommand command) => Act(command, EventRules.Withdraw);

    public Task<Outcome<RegistrationView>> CheckIn(RegistrationCommand command) => Act(command, EventRules.CheckIn);

    public Task<Outcome<EventView>> View() =>
        Sure<EventView>(Durable.StartsAt is null ? new Refusal("EventUnknown", "There is no such event.") : Durable.View());

    public Task Wake() => State.DueAt <= Now ? Queue(Guid.Empty, System, static (_, _) => Decision.Nothing) : EndIfOvertaken();

    protected override ImmutableArray<Change> Lapse(EventState state, DateTimeOffset now) => EventRules.Lapse(state, now);

    protected override ImmutableArray<Change> Follow(EventState state, DateTimeOffset now) => EventRules.Promote(state, now);

    private Task<Outcome<RegistrationView>> Act(RegistrationCommand command, Func<EventState, RegistrationCommand, Decision> decide) =>
        Do<RegistrationView>(
            command.Id, command.Person, (meeting, _) => decide(meeting, command), (meeting, _) => meeting.View(command.Registration));
}
