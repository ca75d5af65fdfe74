using System.Collections.Immutable;
using OutreachSilo.Common;

namespace OutreachSilo.Tasters;

/// <summary>The life of a place. Waiting, Offered, Held and Confirmed are open; the rest are ends.</summary>
[GenerateSerializer, Alias("place-state")]
public enum PlaceState
{
    /// <summary>Asked for; the answer of the week is not known yet.</summary>
    Asked = 0,
    Waiting = 1,
    /// <summary>Reserved in the person's name by the waiting list until the deadline.</summary>
    Offered = 2,
    Held = 3,
    Confirmed = 4,
    /// <summary>A hold, an offer or a waiting entry given up by the person.</summary>
    Released = 5,
    /// <summary>A hold or an offer whose deadline passed.</summary>
    Expired = 6,
    /// <summary>A confirmed place cancelled by the person.</summary>
    Withdrawn = 7,
    /// <summary>The week said no.</summary>
    Refused = 8,
}

/// <summary>One person's place, offer or waiting entry.</summary>
/// <param name="Until">UTC deadline of a hold or an offer; null otherwise.</param>
/// <param name="Position">1-based position on the waiting list while Waiting; 0 otherwise.</param>
[GenerateSerializer, Immutable, Alias("place-view")]
public sealed record PlaceView(
    [property: Id(0)] Guid Id,
    [property: Id(1)] WeekId Week,
    [property: Id(2)] TasterKind Kind,
    [property: Id(3)] HalfDays HalfDays,
    [property: Id(4)] PlaceState State,
    [property: Id(5)] DateTimeOffset? Until,
    [property: Id(6)] int Position,
    [property: Id(7)] string HostName);

/// <summary>The room of one offer as of the view. Free = the least over its half-days of both the offer's and the desks' room.</summary>
/// <param name="FreesAt">UTC instant at which the first hold or offer runs out; null when none is open.</param>
[GenerateSerializer, Immutable, Alias("offer-view")]
public sealed record OfferView(
    [property: Id(0)] TasterKind Kind,
    [property: Id(1)] HalfDays HalfDays,
    [property: Id(2)] int Capacity,
    [property: Id(3)] int Free,
    [property: Id(4)] int Held,
    [property: Id(5)] int Offered,
    [property: Id(6)] int Confirmed,
    [property: Id(7)] int Waiting,
    [property: Id(8)] DateTimeOffset? FreesAt,
    [property: Id(9)] DateTimeOffset Opens,
    [property: Id(10)] DateTimeOffset Closes,
    [property: Id(11)] string Supervisor,
    [property: Id(12)] int HoldMinutes);

/// <summary>A taster week without personal data.</summary>
/// <param name="Stopped">Why bookings were stopped; null while they are not.</param>
/// <param name="Version">Version of the journal this view rests on; never goes back.</param>
[GenerateSerializer, Immutable, Alias("week-view")]
public sealed record WeekView(
    [property: Id(0)] WeekId Id,
    [property: Id(1)] HostFacts Host,
    [property: Id(2)] ImmutableArray<OfferView> Offers,
    [property: Id(3)] int DeskLimit,
    [property: Id(4)] string? Stopped,
    [property: Id(5)] long Version);

/// <summary>Who is in a week: for the host and coordinators only.</summary>
/// <param name="Person">Opaque id; the accounts store knows the name.</param>
[GenerateSerializer, Immutable, Alias("week-person")]
public sealed record WeekPerson(
    [property: Id(0)] Guid Place,
    [property: Id(1)] string Person,
    [property: Id(2)] TasterKind Kind,
    [property: Id(3)] PlaceState State,
    [property: Id(4)] DateTimeOffset Since,
    [property: Id(5)] DateTimeOffset? Until);

/// <summary>Carrier of a list, so that every grain answer is a class with an alias.</summary>
[GenerateSerializer, Immutable, Alias("week-people")]
public sealed record WeekPeople([property: Id(0)] ImmutableArray<WeekPerson> People, [property: Id(1)] int Waiting);

/// <summary>Whether one kind's places can be booked now, and which half-days they take. A moment later it may be otherwise.</summary>
/// <param name="Refusal">As <see cref="ITasterWeekGrain.Hold"/> or <see cref="ITasterWeekGrain.JoinWaitingList"/> would refuse; null where they would not.</param>
[GenerateSerializer, Immutable, Alias("week-quote")]
public sealed record WeekQuote(
    [property: Id(0)] string HostName,
    [property: Id(1)] HalfDays HalfDays,
    [property: Id(2)] Refusal? Refusal);
