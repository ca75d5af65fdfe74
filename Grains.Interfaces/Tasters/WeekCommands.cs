using System.Collections.Immutable;
using OutreachSilo.Practices;

namespace OutreachSilo.Tasters;

/// <summary>What every page and board says of the host of a week. Copied into the week when it is published; no personal data.</summary>
/// <param name="Region">NHS region code, for example Y61: the stable key of a board.</param>
/// <param name="Pcn">PCN code, or empty where the practice belongs to none.</param>
/// <param name="Latitude">WGS84 degrees; NaN where the position is unknown.</param>
/// <param name="Longitude">WGS84 degrees; NaN where the position is unknown.</param>
[GenerateSerializer, Immutable, Alias("host-facts")]
public sealed record HostFacts(
    [property: Id(0)] string Name,
    [property: Id(1)] string Region,
    [property: Id(2)] string Icb,
    [property: Id(3)] string Pcn,
    [property: Id(4)] string PcnName,
    [property: Id(5)] string Postcode,
    [property: Id(6)] double Latitude,
    [property: Id(7)] double Longitude,
    [property: Id(8)] AccessFeatures Access = AccessFeatures.None);

/// <summary>The terms of one kind's places in one week.</summary>
/// <param name="HalfDays">The dated half-days a booking takes, all of them (bank holidays are already left out).</param>
/// <param name="Capacity">Places on each of the half-days, 1 to 50.</param>
/// <param name="Opens">UTC instant from which the offer can be booked.</param>
/// <param name="Closes">UTC instant at which booking ends (policy: notice days before the first day).</param>
/// <param name="Supervisor">Name shown to applicants, or empty.</param>
/// <param name="HoldMinutes">How long a place is held while the form is filled in (policy, 10).</param>
/// <param name="OfferHours">How long a waiting-list offer stays reserved (policy, 48).</param>
[GenerateSerializer, Immutable, Alias("offer-terms")]
public sealed record OfferTerms(
    [property: Id(0)] TasterKind Kind,
    [property: Id(1)] HalfDays HalfDays,
    [property: Id(2)] int Capacity,
    [property: Id(3)] DateTimeOffset Opens,
    [property: Id(4)] DateTimeOffset Closes,
    [property: Id(5)] string Supervisor,
    [property: Id(6)] int HoldMinutes,
    [property: Id(7)] int OfferHours);

/// <summary>Publishes a week. A repeat of the same command changes nothing and gets the same answer.</summary>
/// <param name="Id">Command id; the same id is the same command, however often it arrives.</param>
/// <param name="Actor">Opaque id of the account that asks; kept for the audit trail.</param>
/// <param name="DeskLimit">People of both kinds together per half-day, 1 to 100.</param>
[GenerateSerializer, Immutable, Alias("publish-week")]
public sealed record PublishWeek(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Actor,
    [property: Id(2)] HostFacts Host,
    [property: Id(3)] ImmutableArray<OfferTerms> Offers,
    [property: Id(4)] int DeskLimit);

/// <summary>Sets an offer's places, up or down. Refused: <c>CapacityBelowTaken</c>, <c>CapacityOutOfRange</c>, <c>OfferUnknown</c>, <c>WeekUnknown</c>.</summary>
[GenerateSerializer, Immutable, Alias("set-capacity")]
public sealed record SetCapacity(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Actor,
    [property: Id(2)] TasterKind Kind,
    [property: Id(3)] int Capacity);

/// <summary>Stops new bookings; what is booked stays and is put in front of a coordinator.</summary>
/// <param name="Reason">For people, for example "The practice closed on 31 October 2026".</param>
[GenerateSerializer, Immutable, Alias("stop-booking")]
public sealed record StopBooking([property: Id(0)] Guid Id, [property: Id(1)] string Actor, [property: Id(2)] string Reason);

/// <summary>Tells a published week that its host moved, was renamed, or offers other access.</summary>
[GenerateSerializer, Immutable, Alias("change-host")]
public sealed record ChangeHost([property: Id(0)] Guid Id, [property: Id(1)] string Actor, [property: Id(2)] HostFacts Host);

/// <summary>Holds a whole offer for one person. The place's id is the command's id.</summary>
/// <param name="Person">Opaque person id.</param>
/// <param name="HalfDays">What the person's agenda has set aside; refused as <c>OfferChanged</c> when the offer differs.</param>
[GenerateSerializer, Immutable, Alias("hold-place")]
public sealed record HoldPlace(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Person,
    [property: Id(2)] TasterKind Kind,
    [property: Id(3)] HalfDays HalfDays);

/// <summary>Joins the waiting list of an offer. The entry's id is the command's id and becomes the place's id when a place is offered.</summary>
[GenerateSerializer, Immutable, Alias("join-waiting-list")]
public sealed record JoinWaitingList(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Person,
    [property: Id(2)] TasterKind Kind);

/// <summary>Anything a person does with a place of their own: confirm a hold, accept or decline an offer, give up what they have.</summary>
[GenerateSerializer, Immutable, Alias("place-command")]
public sealed record PlaceCommand([property: Id(0)] Guid Id, [property: Id(1)] string Person, [property: Id(2)] Guid Place);
