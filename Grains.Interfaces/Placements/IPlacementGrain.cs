using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;

namespace OutreachSilo.Placements;

/// <summary>
/// One person's booking in one taster week, from its first click; key <c>placement/{id}</c>, the id of the command that opens it.
/// Process manager: takes the half-days in the person's agenda, then the place in the week, and gives both back.
/// </summary>
/// <remarks>
/// A command id always gets the same answer; with other content it is refused as CommandReused. A placement of another person is refused
/// as PlaceUnknown. An answer with <see cref="PlaceState.Asked"/> means "not known yet": the week is asked until it answers.
/// </remarks>
[Alias("IPlacementGrain")]
public interface IPlacementGrain : IAggregateGrain
{
    /// <summary>Refused: AgendaOverlap, AgendaFull, and what the week refuses (<see cref="ITasterWeekGrain.Hold"/>).</summary>
    [Alias("Hold")]
    Task<Outcome<PlaceView>> Hold(OpenPlacement command);

    /// <summary>An entry on a waiting list takes no half-day. Refused: AgendaFull, and what the week refuses.</summary>
    [Alias("JoinWaitingList")]
    Task<Outcome<PlaceView>> JoinWaitingList(OpenPlacement command);

    /// <summary>Refused: PlaceUnknown, PlacePending, HoldExpired, PlaceEnded, PlaceNotHeld.</summary>
    [Alias("Confirm")]
    Task<Outcome<PlaceView>> Confirm(PlaceCommand command);

    /// <summary>
    /// Takes the offered place when the agenda has room. Refused: AgendaOverlap, PlaceUnknown, PlacePending, OfferExpired, PlaceEnded,
    /// PlaceNotOffered.
    /// </summary>
    [Alias("Accept")]
    Task<Outcome<PlaceView>> Accept(PlaceCommand command);

    /// <summary>Gives up a hold, a waiting entry or an offer, or cancels a confirmed place. Refused: PlaceUnknown, PlacePending.</summary>
    [Alias("Release")]
    Task<Outcome<PlaceView>> Release(PlaceCommand command);
}
