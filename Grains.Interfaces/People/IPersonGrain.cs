using Orleans.Concurrency;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>
/// One person; key <c>person/{id}</c>. Sole owner of: this person is in one place at most on any half-day, whatever the product.
/// </summary>
/// <remarks>
/// Runs the conversation hold, ask, settle with the week: the intent is durable and counts in the agenda before the week is asked. An
/// answer with <see cref="PlaceState.Asked"/> means "not known yet": the question is put again until the week answers. A command id
/// always gets the same answer; with other content it is refused as CommandReused.
/// </remarks>
[Alias("IPersonGrain")]
public interface IPersonGrain : IAggregateGrain
{
    /// <summary>Refused: AgendaOverlap, AgendaFull, and what the week refuses (<see cref="ITasterWeekGrain.Hold"/>).</summary>
    [Alias("Hold")]
    Task<Outcome<PlaceView>> Hold(AskForPlace command);

    /// <summary>A waiting entry takes no half-day. Refused: AgendaFull, and what the week refuses.</summary>
    [Alias("JoinWaitingList")]
    Task<Outcome<PlaceView>> JoinWaitingList(AskForPlace command);

    /// <summary>Refused: PlaceUnknown, PlacePending, HoldExpired, PlaceEnded, PlaceNotHeld.</summary>
    [Alias("Confirm")]
    Task<Outcome<PlaceView>> Confirm(ActOnPlace command);

    /// <summary>Takes the offered place when the agenda has room. Refused: AgendaOverlap, PlaceUnknown, OfferExpired, PlaceEnded, PlaceNotOffered.</summary>
    [Alias("Accept")]
    Task<Outcome<PlaceView>> Accept(ActOnPlace command);

    /// <summary>Gives up a hold, a waiting entry or an offer, or cancels a confirmed place. Refused: PlaceUnknown, PlacePending.</summary>
    [Alias("Release")]
    Task<Outcome<PlaceView>> Release(ActOnPlace command);

    /// <summary>The agenda, after asking the weeks about everything that may have moved meanwhile.</summary>
    [Alias("Agenda")]
    Task<AgendaView> Agenda();

    /// <summary>Sets time aside. Asks nobody, so flows may call it. Refused: AgendaOverlap, AgendaFull, SlotReleased.</summary>
    [Alias("Engage"), AlwaysInterleave]
    Task<Outcome<EngagementView>> Engage(Engage command);

    /// <summary>Gives time back; never refused. One that comes later under this id is refused.</summary>
    [Alias("Disengage"), AlwaysInterleave]
    Task Disengage(Guid id);
}
