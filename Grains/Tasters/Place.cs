using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using OutreachSilo.Kernel;

namespace OutreachSilo.Tasters;

/// <summary>One person's hold, booking, offer or waiting entry in one week, from its first change to its end and after.</summary>
/// <param name="HalfDays">None while waiting.</param>
/// <param name="Order">Order of arrival within the week; the waiting list goes by it.</param>
internal sealed record Place(
    Guid Id, string Person, TasterKind Kind, HalfDays HalfDays, PlaceState State, DateTimeOffset Since, DateTimeOffset? Until, long Order)
{
    public bool IsOpen => State is PlaceState.Waiting or PlaceState.Offered or PlaceState.Held or PlaceState.Confirmed;

    /// <summary>True while it uses up room.</summary>
    public bool TakesRoom => State is PlaceState.Offered or PlaceState.Held or PlaceState.Confirmed;

    /// <inheritdoc cref="Claim.CameFromWaiting"/>
    public bool CameFromWaiting { get; init; }

    /// <inheritdoc cref="Claim.ConfirmedBy"/>
    public Guid? ConfirmedBy { get; init; }

    public static Place Of(Claim claim) => new(
        claim.Id, claim.Holder, (TasterKind)claim.Line, WeekPools.HalfDaysOf(claim.Pools), StateOf(claim.State), claim.Since, claim.Until, claim.Order)
    {
        CameFromWaiting = claim.CameFromWaiting,
        ConfirmedBy = claim.ConfirmedBy,
    };

    private static PlaceState StateOf(ClaimState state) => state switch
    {
        ClaimState.Waiting => PlaceState.Waiting,
        ClaimState.Offered => PlaceState.Offered,
        ClaimState.Held => PlaceState.Held,
        ClaimState.Confirmed => PlaceState.Confirmed,
        ClaimState.Released => PlaceState.Released,
        ClaimState.Expired => PlaceState.Expired,
        ClaimState.Withdrawn => PlaceState.Withdrawn,
        _ => throw new InvalidDataException($"A week knows no place that is {state}."),
    };
}

/// <summary>The claims of a week as places.</summary>
internal readonly struct WeekPlaces(ImmutableDictionary<Guid, Claim> claims)
{
    public IEnumerable<Place> Values => claims.Values.Select(Place.Of);

    public Place this[Guid id] => Place.Of(claims[id]);

    public bool TryGetValue(Guid id, [NotNullWhen(true)] out Place? place)
    {
        place = claims.TryGetValue(id, out var claim) ? Place.Of(claim) : null;
        return place is not null;
    }
}
