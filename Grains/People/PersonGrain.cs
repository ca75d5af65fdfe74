using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Live;
using OutreachSilo.Tasters;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.People;

/// <summary>
/// One person. A flow: not reentrant; asks weeks, and no week ever asks back. Hold, ask, settle: the intent is durable before the week
/// is asked, every step is idempotent by command id, and a half-day is freed only on the week's word.
/// </summary>
[GrainType("person")]
internal sealed partial class PersonGrain(IJournal journal, TimeProvider time, ILiveFeed feed, ILogger<PersonGrain> log)
    : AggregateGrain<PersonState>(journal, time), IPersonGrain
{
    /// <summary>Open questions that this activation has on record as its own: no other can have put them since without ending it.</summary>
    private ImmutableArray<Guid> own = [];

    public Task<Outcome<PlaceView>> Hold(AskForPlace command) => Ask(command, PersonAction.Hold);

    public Task<Outcome<PlaceView>> JoinWaitingList(AskForPlace command) => Ask(command, PersonAction.Join);

    public Task<Outcome<PlaceView>> Confirm(ActOnPlace command) =>
        Act(command, PersonAction.Confirm, (week, order) => week.Confirm(order));

    public Task<Outcome<PlaceView>> Release(ActOnPlace command) =>
        Act(command, PersonAction.Release, (week, order) => week.Release(order));

    public Task<Outcome<PlaceView>> Accept(ActOnPlace command) => Act(command, PersonAction.Accept, async (week, order) =>
    {
        // With its claim on record the question may have been put before: only the week's answer to it counts, not what an outdated activation shows.
        if (State.Entries[command.Place].Accepting == command.Id) return await week.Accept(order);
        var place = await week.Place(command.Place);
        if (!place.Succeeded) return place;
        var known = State.Entries[command.Place].State;
        if (PersonRules.IsOutdated(known, place.Value))
        {
            // An outdated activation of the week. Of what is settled the week takes no new half-day, and it looks at its journal before it refuses.
            if (PersonRules.IsSettled(known)) return await week.Accept(order);
            await week.Wake();
            throw new JournalFencedException($"{place.Value.Week} is reloading.");
        }

        // An offer may come before the week is asked; without a claim in the agenda it must not be taken.
        if (place.Value.State == PlaceState.Waiting) return NotOffered;
        if (place.Value.State == PlaceState.Offered)
        {
            if (State.Entries.Clash(place.Value.Week, place.Value.HalfDays, command.Place) is { } clash) await Refresh(clash);
            var claimed = await Do<PlaceView>(command.Id, State.Person, (person, _) => PersonRules.Accept(person, command, place.Value.HalfDays), (_, _) => place.Value);
            if (State.Answers.Of(command.Id)?.Refusal is { } refused) return refused;
            if (!claimed.Succeeded) return claimed;
        }

        return await week.Accept(order);
    });

    public async Task<AgendaView> Agenda()
    {
        await Drive();
        var open = State.Entries.Values.Where(entry => entry.IsOpen).ToList();
        var seen = await Task.WhenAll(open.Select(Look));
        var positions = seen.OfType<PlaceView>().ToDictionary(view => view.Id, view => view.Position);
        await Task.WhenAll(seen.OfType<PlaceView>().Select(view => Queue(Guid.Empty, System, (person, _) => PersonRules.Settle(person, view))));
        var entries = State.Entries.Values
            .OrderBy(entry => entry.IsOpen ? 0 : 1).ThenBy(entry => entry.IsOpen ? entry.Week.Monday.DayNumber : -entry.Order).ThenBy(entry => entry.Order)
            .Select(entry => entry.View(positions.GetValueOrDefault(entry.Place)));
        return new AgendaView([.. entries], DurableVersion) { Engagements = [.. State.Engagements.All.Select(engagement => engagement.View())] };
    }

    public Task<Outcome<EngagementView>> Engage(Engage command) => Do<EngagementView>(
        command.Id, command.Actor, (person, now) => EngagementRules.Engage(person, command, now), (person, _) => person.Engagements.Find(command.Id)?.View() ?? ViewOf(command));

    public Task Disengage(Guid id) => Queue(id, System, (person, _) => EngagementRules.Disengage(person, id));

    public async Task Wake()
    {
        var idle = State.DueAt is null;
        await Drive();
        if (idle) await EndIfOvertaken();
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        await Drive();
    }

    /// <summary>Also of what they did themselves: they may have other windows open.</summary>
    protected override void Announce(PersonState state, long version, ImmutableArray<Change> changes)
    {
        if (changes.Any(change => change is PlaceSettled or CommandDone or Engaged or Disengaged)) feed.Moved(state.Person);
    }

    private async Task<Outcome<PlaceView>> Ask(AskForPlace command, PersonAction action)
    {
        if (State.Answers.Of(command.Id) is { } answer)
            return answer.Repeat(PersonState.Fingerprint(action, command.Week, command.Kind)) is { } repeated ? repeated : await Current(command.Id);

        if (State.Entries.ContainsKey(command.Id)) return await Current(command.Id);
        var week = WeekOf(command.Week);
        var ahead = await week.Ahead(State.Person, command.Kind, waits: action == PersonAction.Join);
        if (!ahead.Succeeded) return await Refuse(command.Id, PersonRules.Refused(command, action, ahead.Refusal), ahead.Refusal);
        var (host, halfDays, full) = ahead.Value;
        if (action == PersonAction.Hold && State.Entries.Clash(command.Week, halfDays, command.Id) is { } clash) await Refresh(clash);
        // What the agenda says comes first. What the week would refuse anyway is not asked: that saves a record of the question, and waiting for it.
        if (full is not null && PersonRules.Ask(State, command, halfDays, host, action).Refusal is null) return await Refuse(command.Id, PersonRules.Refused(command, action, full), full);
        await Do<PlaceView>(command.Id, State.Person, (person, _) => PersonRules.Ask(person, command, halfDays, host, action), (_, _) => NotYet);
        if (State.Answers.Of(command.Id)?.Refusal is { } refusal) return refusal;
        own = own.Add(command.Id);
        return await Put(State.Entries[command.Id], week, mayFail: true, isRepeat: false);
    }

    private Task<Outcome<PlaceView>> Put(AgendaEntry entry, bool mayFail) => Put(entry, WeekOf(entry.Week), mayFail);

    /// <summary>Puts an open question to the week and settles what it says. What cannot be asked now stays open.</summary>
    private async Task<Outcome<PlaceView>> Put(AgendaEntry entry, ITasterWeekGrain week, bool mayFail, bool isRepeat = true)
    {
        try
        {
            if (entry.State == PlaceState.Asked) await Own(entry.Place);
            var outcome = entry.Accepting is { } acceptance ? await week.Accept(new PlaceCommand(acceptance, State.Person, entry.Place))
                : entry.Action == PersonAction.Hold ? await week.Hold(new HoldPlace(entry.Place, State.Person, entry.Kind, entry.HalfDays, isRepeat))
                : await week.JoinWaitingList(new JoinWaitingList(entry.Place, State.Person, entry.Kind, isRepeat));
            own = own.Remove(entry.Place);
            if (outcome.Succeeded)
            {
                _ = await Enqueue(entry.Place, State.Person, (person, _) => PersonRules.Settle(person, outcome.Value));
                return outcome;
            }

            Change refused = entry.Accepting is { } command
                ? PersonRules.Refused(new ActOnPlace(command, entry.Place), PersonAction.Accept, outcome.Refusal)
                : PersonRules.Refused(new AskForPlace(entry.Place, entry.Week, entry.Kind), entry.Action, outcome.Refusal);
            return await Refuse(entry.Accepting ?? entry.Place, refused, outcome.Refusal);
        }
        catch (Exception fault) when (mayFail && fault is not InvariantException)
        {
            LogUnanswered(fault, entry.Week, entry.Place);
            return entry.View(0);
        }
    }

    /// <summary>
    /// Two activations may put one question. So that the one cannot write down that it was refused while the message of the other is on its way, the
    /// later one overtakes the earlier one first.
    /// </summary>
    private async Task Own(Guid place)
    {
        if (own.Contains(place)) return;
        await Queue(place, System, (_, _) => new PlaceAskedAgain(place));
        own = own.Add(place);
    }

    private async Task<Outcome<PlaceView>> Act(ActOnPlace command, PersonAction action, Func<ITasterWeekGrain, PlaceCommand, Task<Outcome<PlaceView>>> ask)
    {
        if (State.Answers.Of(command.Id) is { } answer)
            return answer.Repeat(PersonState.Fingerprint(action, command.Place)) is { } repeated ? repeated : await Current(command.Place);
        if (!State.Entries.TryGetValue(command.Place, out var entry)) return await Refuse(command.Id, action, command, NoPlace);
        if (entry.State == PlaceState.Asked) await Put(entry, mayFail: true);
        entry = State.Entries[command.Place];
        if (entry.State == PlaceState.Asked) return new Refusal(PlacePending, "This place is still being asked for. Try again in a moment.");
        if (entry.State == PlaceState.Refused) return await Refuse(command.Id, action, command, NoPlace);

        var outcome = await ask(WeekOf(entry.Week), new PlaceCommand(command.Id, State.Person, command.Place));
        if (outcome.Succeeded)
        {
            // Where the week has nothing under this id, only the row queued here knows of the answer.
            var isKnown = action == PersonAction.Release || outcome.Value.ConfirmedBy == command.Id;
            var done = await Enqueue(
                command.Id, State.Person, (person, _) => new Decision([.. PersonRules.Settle(person, outcome.Value).Changes, new CommandDone(command.Id, action, command.Place)], null));
            if (!isKnown) await done;
            return outcome;
        }

        if (State.Answers.Of(command.Id) is null) await Refuse(command.Id, action, command, outcome.Refusal);
        await Refresh(State.Entries[command.Place]);
        return outcome;
    }

    /// <summary>Asks again whatever is open.</summary>
    private async Task Drive()
    {
        foreach (var entry in State.Entries.Values.Where(entry => entry.IsPending).OrderBy(entry => entry.Order).ToList()) await Put(entry, mayFail: true);
    }

    private async Task<Outcome<PlaceView>> Current(Guid place)
    {
        if (!State.Entries.TryGetValue(place, out var entry)) return NoPlace;
        if (entry.IsPending) return await Put(entry, mayFail: true);
        return await Look(entry) ?? entry.View(0);
    }

    /// <summary>Asks the week how a place stands and takes that over; on a fault the agenda keeps the half-day.</summary>
    private async Task Refresh(AgendaEntry entry)
    {
        if (entry.IsPending) await Put(entry, mayFail: true);
        else if (await Look(entry) is { } view) await Queue(Guid.Empty, System, (person, _) => PersonRules.Settle(person, view));
    }

    private async Task<PlaceView?> Look(AgendaEntry entry)
    {
        try
        {
            if (entry.Until <= Now) await WeekOf(entry.Week).Wake();
            return (await WeekOf(entry.Week).Place(entry.Place)).Value;
        }
        catch (Exception fault) when (fault is not InvariantException)
        {
            LogUnanswered(fault, entry.Week, entry.Place);
            return null;
        }
    }

    private Task<Outcome<PlaceView>> Refuse(Guid id, PersonAction action, ActOnPlace command, Refusal refusal) =>
        Refuse(id, PersonRules.Refused(command, action, refusal), refusal);

    private async Task<Outcome<PlaceView>> Refuse(Guid id, Change refused, Refusal refusal)
    {
        await Queue(id, State.Person, (_, _) => refused);
        return refusal;
    }

    /// <summary>One so old that the agenda has let it go.</summary>
    private static EngagementView ViewOf(Engage command) => new(command.Id, command.Source, command.Entry, command.StartsAt, command.Minutes, command.Sequence, true);

    private ITasterWeekGrain WeekOf(WeekId week) => GrainFactory.GetGrain<ITasterWeekGrain>(week.ToString());

    private static readonly Refusal NoPlace = new(PlaceUnknown, "There is no such place of yours.");

    private static readonly Refusal NotOffered = new(PlaceNotOffered, "No place has been offered yet.");

    private static readonly Refusal NotYet = new(PlacePending, "This place is still being asked for. Try again in a moment.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Week} did not answer about place {Place}; it will be asked again.")]
    private partial void LogUnanswered(Exception fault, WeekId week, Guid place);
}
