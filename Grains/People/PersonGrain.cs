using Orleans.Concurrency;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>One person's agenda. Aggregate: calls no other grain, and its only await inside a command is the journal.</summary>
[Reentrant, GrainType("person")]
internal sealed class PersonGrain(IJournal journal, TimeProvider time) : AggregateGrain<PersonState>(journal, time), IPersonGrain
{
    public Task<Outcome<EngagementView>> Engage(Engage command) => Do<EngagementView>(
        command.Id, command.Actor, (person, now) => PersonRules.Engage(person, command, now),
        (person, _) => person.Agenda.Find(command.Id)?.Meeting() ?? LetGo(command));

    public Task<Outcome<PlaceView>> EngageDays(EngageDays command) => Do<PlaceView>(
        command.Id, command.Actor, (person, now) => PersonRules.Engage(person, command, now),
        (person, _) => person.Agenda.Find(command.Id)?.Place() ?? LetGo(command));

    public Task Disengage(Guid id, PlaceState end = PlaceState.Released) =>
        Queue(id, System, (person, _) => PersonRules.Disengage(person, id, end));

    public Task<AgendaView> Agenda()
    {
        var (places, meetings) = (Durable.Agenda.All.Where(entry => entry.Days is not null), Durable.Agenda.All.Where(entry => entry.Days is null));
        return Task.FromResult(new AgendaView([.. places.Select(entry => entry.Place())], DurableVersion)
        {
            Engagements = [.. meetings.Select(entry => entry.Meeting())],
        });
    }

    /// <summary>One so old that the agenda has let it go.</summary>
    private static EngagementView LetGo(Engage command) =>
        new(command.Id, command.Source, command.Entry, command.StartsAt, command.Minutes, command.Sequence, true);

    private static PlaceView LetGo(EngageDays command) =>
        new(command.Entry, command.Week, command.Kind, command.HalfDays, PlaceState.Released, null, 0, command.Host);
}
