using Orleans.Concurrency;
using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Tasters;

/// <summary>
/// One taster week of one practice; key <see cref="WeekId"/>. Sole owner of: on every half-day, held + offered + confirmed of a kind
/// ≤ its offer's places, and of both kinds ≤ the desk limit; one open place or waiting entry per person and kind.
/// </summary>
/// <remarks>
/// Every command is idempotent by its id. An answer, also a refusal, is given only when all it rests on is durable. An id for which a place or a
/// position was refused once is refused for good. Faults: the journal is unavailable, busy or its outcome unknown; the caller may repeat the same command.
/// </remarks>
[Alias("ITasterWeekGrain")]
public interface ITasterWeekGrain : IAggregateGrain
{
    [Alias("Publish")]
    Task<Outcome<WeekView>> Publish(PublishWeek command);

    [Alias("SetCapacity")]
    Task<Outcome<WeekView>> SetCapacity(SetCapacity command);

    [Alias("StopBooking")]
    Task<Outcome<WeekView>> StopBooking(StopBooking command);

    /// <summary>Refused: WeekUnknown.</summary>
    [Alias("ChangeHost")]
    Task<Outcome<WeekView>> ChangeHost(ChangeHost command);

    /// <summary>Refused: WeekUnknown, WeekNotOpen, WeekClosed, BookingStopped, OfferUnknown, OfferChanged, AlreadyBooked, WeekFull, DeskLimitReached.</summary>
    [Alias("Hold")]
    Task<Outcome<PlaceView>> Hold(HoldPlace command);

    /// <summary>Confirms a held place. Refused: PlaceUnknown, HoldExpired, PlaceEnded, PlaceNotHeld.</summary>
    [Alias("Confirm")]
    Task<Outcome<PlaceView>> Confirm(PlaceCommand command);

    /// <summary>Gives up a hold, a waiting entry, an offer (declines it) or a confirmed place (cancels it). Refused: PlaceUnknown.</summary>
    [Alias("Release")]
    Task<Outcome<PlaceView>> Release(PlaceCommand command);

    /// <summary>Refused: as <see cref="Hold"/>, and AlreadyWaiting, PlacesFree, WaitingListFull.</summary>
    [Alias("JoinWaitingList")]
    Task<Outcome<PlaceView>> JoinWaitingList(JoinWaitingList command);

    /// <summary>Takes the place that the waiting list reserved; single-use. Refused: PlaceUnknown, OfferExpired, PlaceEnded, PlaceNotOffered.</summary>
    [Alias("Accept")]
    Task<Outcome<PlaceView>> Accept(PlaceCommand command);

    /// <summary>
    /// Whether a place can be booked now, whoever asks, and on which half-days; one that the week knows is not refused. Promises and records nothing.
    /// Refused: WeekUnknown, OfferUnknown.
    /// </summary>
    /// <param name="place">The id that it would have.</param>
    /// <param name="waits">For the waiting list.</param>
    [Alias("Quote")]
    Task<Outcome<WeekQuote>> Quote(Guid place, TasterKind kind, bool waits);

    [Alias("View"), ReadOnly]
    Task<Outcome<WeekView>> View();

    /// <summary>One place as it stands; refused PlaceUnknown when the week never heard of it.</summary>
    [Alias("Place"), ReadOnly]
    Task<Outcome<PlaceView>> Place(Guid place);

    [Alias("People"), ReadOnly]
    Task<Outcome<WeekPeople>> People();
}
