using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.People;
using OutreachSilo.Tasters;
using static OutreachSilo.Placements.PlacementAction;

namespace OutreachSilo.Placements;

/// <summary>
/// A booking. Process manager: half-days are taken in the agenda before the place in the week, and given back after it. Agenda and week
/// answer each id always alike, so whatever is sent late or twice does no harm.
/// </summary>
[GrainType("placement")]
internal sealed partial class PlacementGrain(IJournal journal, TimeProvider time, ILogger<PlacementGrain> log)
    : ProcessManagerGrain<PlacementState, PlacementAction>(journal, time, log), IPlacementGrain
{
    /// <summary>What the week said last, for the position on its waiting list.</summary>
    private PlaceView? seen;

    public Task<Outcome<PlaceView>> Hold(OpenPlacement command) => Open(command, PlacementAction.Hold);

    public Task<Outcome<PlaceView>> JoinWaitingList(OpenPlacement command) => Open(command, Join);

    public Task<Outcome<PlaceView>> Confirm(PlaceCommand command) => Act(command, PlacementAction.Confirm);

    public Task<Outcome<PlaceView>> Accept(PlaceCommand command) => Act(command, PlacementAction.Accept);

    public Task<Outcome<PlaceView>> Release(PlaceCommand command) => Act(command, PlacementAction.Release);

    protected override async Task<Reply> Send(PendingCall<PlacementAction> call)
    {
        var engagement = call.What == PlacementAction.Accept ? call.Id : State.Engagement;
        if (call.What is PlacementAction.Hold or Join or PlacementAction.Accept && await Engage(call, engagement) is { } clash)
            return Refused(call, clash);
        var answer = await AskWeek(call);
        if (answer.Succeeded)
        {
            var place = answer.Value;
            if (!PlacementRules.IsOpen(place.State)) await Agenda.Disengage(engagement, place.State);
            seen = place;
            return call.What == Look
                ? new Reply(System, (placement, now) => PlacementRules.See(placement, place, now))
                : new Reply(State.Person, (_, _) => PlacementRules.Answered(call.Id, call.What, place), MayBeLost: true);
        }

        switch (call.What)
        {
            case PlacementAction.Hold or Join:
                await Agenda.Disengage(engagement, PlaceState.Refused);
                return Refused(call, answer.Refusal);
            case PlacementAction.Accept:
                var end = answer.Refusal.Code == RefusalCodes.OfferExpired ? PlaceState.Expired : PlaceState.Released;
                await Agenda.Disengage(engagement, end);
                return new Reply(State.Person, (placement, _) => PlacementRules.TooLate(placement, call.Id, end, answer.Refusal));
            case Look:
                throw new InvalidDataException($"{State.Week} does not know place {State.Id:N}: {answer.Refusal.Code}.");
            default:
                return Refused(call, answer.Refusal);
        }
    }

    private async Task<Outcome<PlaceView>> Open(OpenPlacement command, PlacementAction action)
    {
        var week = new WeekQuote(command.HostName, command.HalfDays, null);
        if (!State.IsOpened && command.HalfDays.IsEmpty)
        {
            var quote = await WeekOf(command.Week).Quote(State.Id, command.Kind, waits: action == Join);
            week = quote.Value ?? new WeekQuote("", HalfDays.None, quote.Refusal);
        }

        var opened = await Do<PlaceView>(
            command.Id,
            command.Person,
            (placement, _) => PlacementRules.Open(placement, command, action, week),
            (placement, _) => placement.View());
        return opened.Succeeded ? await Answer(State.Id) : opened;
    }

    private async Task<Outcome<PlaceView>> Act(PlaceCommand command, PlacementAction action)
    {
        await SendPending(except: command.Id);
        var isNew = State.Answers.Of(command.Id) is null && !State.Pending.Has(command.Id);
        // The week offers a place without telling: whether it has is asked before the agenda sets time aside for it.
        if (action == PlacementAction.Accept && isNew && State.Person == command.Person && State.Look is { } look) await Complete(look);
        var asked = await Do<PlaceView>(
            command.Id,
            command.Person,
            (placement, _) => PlacementRules.Act(placement, command, action),
            (placement, _) => placement.View());
        return asked.Succeeded ? await Answer(command.Id) : asked;
    }

    /// <summary>
    /// The answer of a command, which is asked for where it is not known. Of a hold it may be that nothing is known yet; of others a fault
    /// is thrown then.
    /// </summary>
    private async Task<Outcome<PlaceView>> Answer(Guid command)
    {
        if (State.Pending.Find(command) is { } call)
        {
            try
            {
                await Complete(call);
            }
            catch (Exception fault) when (command == State.Id && fault is not InvariantException && !IsBroken)
            {
                LogNotKnown(fault, State.Week, State.Id);
                return State.View();
            }
        }

        if (State.Answers.Of(command)?.Refusal is { } refusal) return refusal;
        return State.State == PlaceState.Waiting && seen is null ? await Sight() : seen?.State == State.State ? seen : State.View();
    }

    /// <summary>With its position on the waiting list, where the week says it.</summary>
    private async Task<PlaceView> Sight()
    {
        try
        {
            return (await WeekOf(State.Week).Place(State.Id)).Value ?? State.View();
        }
        catch (Exception fault) when (fault is not InvariantException)
        {
            LogNotKnown(fault, State.Week, State.Id);
            return State.View();
        }
    }

    /// <returns>What the agenda refuses, or null.</returns>
    private async Task<Refusal?> Engage(PendingCall<PlacementAction> call, Guid engagement)
    {
        var halfDays = call.What == Join ? HalfDays.None : State.HalfDays;
        var replaces = engagement == State.Engagement ? default(Guid?) : State.Engagement;
        var command = new EngageDays(engagement, Key, State.Id, State.Week, State.Kind, halfDays, State.Host, replaces, State.Person);
        return (await Agenda.EngageDays(command)).Refusal;
    }

    private async Task<Outcome<PlaceView>> AskWeek(PendingCall<PlacementAction> call)
    {
        var (week, command) = (WeekOf(State.Week), new PlaceCommand(call.Id, State.Person, State.Id));
        switch (call.What)
        {
            case PlacementAction.Hold:
                return await week.Hold(new HoldPlace(State.Id, State.Person, State.Kind, State.HalfDays));
            case Join:
                return await week.JoinWaitingList(new JoinWaitingList(State.Id, State.Person, State.Kind));
            case PlacementAction.Confirm:
                return await week.Confirm(command);
            case PlacementAction.Accept:
                return await week.Accept(command);
            case PlacementAction.Release:
                return await week.Release(command);
            default:
                if (State.Until <= Now) await week.Wake();
                return await week.Place(State.Id);
        }
    }

    private Reply Refused(PendingCall<PlacementAction> call, Refusal refusal) =>
        new(State.Person, (_, _) => PlacementRules.Refused(call.Id, call.What, refusal));

    private IPersonGrain Agenda => GrainFactory.GetGrain<IPersonGrain>(GrainKeys.Person(State.Person));

    private ITasterWeekGrain WeekOf(WeekId week) => GrainFactory.GetGrain<ITasterWeekGrain>(week.ToString());

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Week} did not answer about place {Place}; it will be asked again.")]
    private partial void LogNotKnown(Exception fault, WeekId week, Guid place);
}
