using OutreachSilo.Common;
using OutreachSilo.Live;
using OutreachSilo.People;
using OutreachSilo.People.Accounts;
using OutreachSilo.Placements;

namespace OutreachSilo.Tasters;

/// <summary>
/// What the signed-in person does with places. Pages and API call the same methods, so the same rules and the same edge pipeline hold
/// for both. Faults are thrown (see <see cref="IFault"/>), refusals returned.
/// </summary>
/// <remarks>Every command takes a command id made by <see cref="CommandIds.From"/>; the same id is the same command.</remarks>
public sealed class BookingService(
    IGrainFactory grains, GrainCalls calls, IBoards boards, AgendaReader agendas, HoldsUnderWay holds, CurrentUser user,
    TimeProvider time)
{
    /// <summary>Holds a place. State Asked means "not known yet". Refused: KindNotYours, and as <see cref="IPlacementGrain.Hold"/>.</summary>
    public Task<Outcome<PlaceView>> Hold(WeekId week, TasterKind kind, Guid command) =>
        user.BooksKind == kind ? Open(week, kind, command, waits: false) : Refused(kind);

    /// <summary>Refused: KindNotYours, and as <see cref="IPlacementGrain.JoinWaitingList"/>.</summary>
    public Task<Outcome<PlaceView>> JoinWaitingList(WeekId week, TasterKind kind, Guid command) =>
        user.BooksKind == kind ? Open(week, kind, command, waits: true) : Refused(kind);

    /// <summary>Confirms a hold. Refused: as <see cref="IPlacementGrain.Confirm"/>.</summary>
    public Task<Outcome<PlaceView>> Confirm(Guid place, Guid command) =>
        Act(place, command, static call => call.Placement.Confirm(call.Act));

    /// <summary>Takes the place that the waiting list offers. Refused: as <see cref="IPlacementGrain.Accept"/>.</summary>
    public Task<Outcome<PlaceView>> Accept(Guid place, Guid command) =>
        Act(place, command, static call => call.Placement.Accept(call.Act));

    /// <summary>Gives up a hold, an offer, a waiting entry or a confirmed place. Refused: as <see cref="IPlacementGrain.Release"/>.</summary>
    public Task<Outcome<PlaceView>> Release(Guid place, Guid command) =>
        Act(place, command, static call => call.Placement.Release(call.Act));

    public Task<AgendaView> Agenda() => agendas.Of(Me);

    /// <summary>A week as its grain knows it now. Refused: WeekUnknown.</summary>
    public Task<Outcome<WeekView>> Week(WeekId week) => calls.Ask(WeekOf(week), static grain => grain.View());

    /// <exception cref="InvalidOperationException">Nobody with an agenda is signed in; the policies Doctor and AgendaOwner keep others out.</exception>
    private string Me => user.PersonId ?? throw new InvalidOperationException("Only a signed-in person has an agenda.");

    /// <summary>
    /// Tells the placement which half-days to ask for where the board here shows that the place can be had and fewer ask for it than there are
    /// places. Otherwise the placement asks the week first, and a refusal costs neither the agenda nor the week a row.
    /// </summary>
    private async Task<Outcome<PlaceView>> Open(WeekId week, TasterKind kind, Guid command, bool waits)
    {
        var opening = new OpenPlacement(command, Me, week, kind);
        using var hold = holds.Begin(week, kind);
        if (boards.Find(week, kind) is { } row && CellFacts.Of(row, time.GetUtcNow()) is var facts
            && (waits ? facts.State == "full" : facts.Bookable && hold.Rank <= row.Offer.Free))
            opening = opening with { HalfDays = row.Offer.HalfDays, HostName = row.Host.Name };

        return waits
            ? await calls.Ask((Placement: PlacementOf(command), opening), static call => call.Placement.JoinWaitingList(call.opening))
            : await calls.Ask((Placement: PlacementOf(command), opening), static call => call.Placement.Hold(call.opening));
    }

    private Task<Outcome<PlaceView>> Act(
        Guid place, Guid command, Func<(IPlacementGrain Placement, PlaceCommand Act), Task<Outcome<PlaceView>>> act) =>
        calls.Ask((Placement: PlacementOf(place), Act: new PlaceCommand(command, Me, place)), act);

    private IPlacementGrain PlacementOf(Guid place) => grains.GetGrain<IPlacementGrain>(GrainKeys.Placement(place));

    private ITasterWeekGrain WeekOf(WeekId week) => grains.GetGrain<ITasterWeekGrain>(week.ToString());

    private static Task<Outcome<PlaceView>> Refused(TasterKind kind) => Task.FromResult<Outcome<PlaceView>>(new Refusal(
        ProblemCodes.KindNotYours,
        kind == TasterKind.School ? "School students apply for these places through their school." : "These places are for Foundation doctors. Sign in with a Foundation doctor account."));
}
