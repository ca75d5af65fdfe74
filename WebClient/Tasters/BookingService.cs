using OutreachSilo.Common;
using OutreachSilo.People;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Tasters;

/// <summary>
/// What the signed-in person does with places. Pages and API call the same methods, so the same rules and the same edge pipeline hold
/// for both. Faults are thrown (see <see cref="IFault"/>), refusals returned.
/// </summary>
/// <remarks>Every command takes a command id made by <see cref="CommandIds.From"/>; the same id is the same command.</remarks>
public sealed class BookingService(IGrainFactory grains, GrainCalls calls, CurrentUser user)
{
    /// <summary>Holds a place. State Asked means "not known yet". Refused: KindNotYours, and as <see cref="IPersonGrain.Hold"/>.</summary>
    public Task<Outcome<PlaceView>> Hold(WeekId week, TasterKind kind, Guid command) =>
        user.BooksKind == kind
            ? calls.Ask((Me, Ask: new AskForPlace(command, week, kind)), static call => call.Me.Hold(call.Ask))
            : Refused(kind);

    /// <summary>Refused: KindNotYours, and as <see cref="IPersonGrain.JoinWaitingList"/>.</summary>
    public Task<Outcome<PlaceView>> JoinWaitingList(WeekId week, TasterKind kind, Guid command) =>
        user.BooksKind == kind
            ? calls.Ask((Me, Ask: new AskForPlace(command, week, kind)), static call => call.Me.JoinWaitingList(call.Ask))
            : Refused(kind);

    /// <summary>Confirms a hold. Refused: as <see cref="IPersonGrain.Confirm"/>.</summary>
    public Task<Outcome<PlaceView>> Confirm(Guid place, Guid command) =>
        calls.Ask((Me, Act: new ActOnPlace(command, place)), static call => call.Me.Confirm(call.Act));

    /// <summary>Takes the place that the waiting list offers. Refused: as <see cref="IPersonGrain.Accept"/>.</summary>
    public Task<Outcome<PlaceView>> Accept(Guid place, Guid command) =>
        calls.Ask((Me, Act: new ActOnPlace(command, place)), static call => call.Me.Accept(call.Act));

    /// <summary>Gives up a hold, an offer, a waiting entry or a confirmed place. Refused: as <see cref="IPersonGrain.Release"/>.</summary>
    public Task<Outcome<PlaceView>> Release(Guid place, Guid command) =>
        calls.Ask((Me, Act: new ActOnPlace(command, place)), static call => call.Me.Release(call.Act));

    public Task<AgendaView> Agenda() => calls.Ask(Me, static me => me.Agenda());

    /// <summary>A week as its grain knows it now. Refused: WeekUnknown.</summary>
    public Task<Outcome<WeekView>> Week(WeekId week) => calls.Ask(grains.GetGrain<ITasterWeekGrain>(week.ToString()), static grain => grain.View());

    /// <exception cref="InvalidOperationException">Nobody with an agenda is signed in; the policies Doctor and AgendaOwner keep others out.</exception>
    private IPersonGrain Me => user.PersonId is { } person
        ? grains.GetGrain<IPersonGrain>(GrainKeys.Person(person))
        : throw new InvalidOperationException("Only a signed-in person has an agenda.");

    private static Task<Outcome<PlaceView>> Refused(TasterKind kind) => Task.FromResult<Outcome<PlaceView>>(new Refusal(
        ProblemCodes.KindNotYours,
        kind == TasterKind.School ? "School students apply for these places through their school." : "These places are for Foundation doctors. Sign in with a Foundation doctor account."));
}
