using System.Collections.Immutable;
using Orleans.Concurrency;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>One region and one kind. Written <c>live/Y61/Foundation</c>; also the name of the SignalR topic.</summary>
[GenerateSerializer, Immutable, Alias("board-id")]
public readonly record struct BoardId([property: Id(0)] string Region, [property: Id(1)] TasterKind Kind)
{
    public const string Prefix = "live/";

    public override string ToString() => $"{Prefix}{Region}/{Kind}";

    public static bool TryParse(string? text, out BoardId id)
    {
        id = default;
        if (text is null || text.Length > 40 || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var parts = text[Prefix.Length..].Split('/');
        if (parts.Length != 2 || !IsRegion(parts[0])) return false;
        TasterKind? kind = parts[1] switch { nameof(TasterKind.Foundation) => TasterKind.Foundation, nameof(TasterKind.School) => TasterKind.School, _ => null };
        if (kind is null) return false;
        id = new BoardId(parts[0], kind.Value);
        return true;
    }

    /// <summary>An NHS region code: Y and two digits.</summary>
    public static bool IsRegion(string? text) => text is ['Y', >= '0' and <= '9', >= '0' and <= '9'];
}

/// <summary>One week's line on a board, without personal data.</summary>
/// <param name="Version">Journal version of the week; a row never replaces one of a higher version.</param>
/// <param name="Stopped">True when bookings were stopped; a coordinator has to look when anybody is still in it.</param>
[GenerateSerializer, Immutable, Alias("board-row")]
public sealed record BoardRow(
    [property: Id(0)] WeekId Week,
    [property: Id(1)] HostFacts Host,
    [property: Id(2)] OfferView Offer,
    [property: Id(3)] bool Stopped,
    [property: Id(4)] long Version);

/// <summary>All that changed on a board between two of its versions.</summary>
/// <param name="Epoch">Changes whenever the board is built anew; versions compare only within one epoch.</param>
[GenerateSerializer, Immutable, Alias("board-delta")]
public sealed record BoardDelta(
    [property: Id(0)] BoardId Board,
    [property: Id(1)] Guid Epoch,
    [property: Id(2)] long From,
    [property: Id(3)] long To,
    [property: Id(4)] ImmutableArray<BoardRow> Rows);

[GenerateSerializer, Immutable, Alias("board-snapshot")]
public sealed record BoardSnapshot(
    [property: Id(0)] BoardId Board,
    [property: Id(1)] Guid Epoch,
    [property: Id(2)] long Version,
    [property: Id(3)] ImmutableArray<BoardRow> Rows);

/// <summary>A web host that shows a board. One per host and board, not per page.</summary>
[Alias("IBoardObserver")]
public interface IBoardObserver : IGrainObserver
{
    /// <summary>Not waited for, so that a host that is gone or slow holds up no other; what it misses it asks for when it renews.</summary>
    [OneWay, Alias("Changed")]
    Task Changed(BoardDelta delta);
}

/// <summary>
/// The live board of one region and kind; key <see cref="BoardId"/>. Built from the summaries on activation, kept by the weeks' notices;
/// a lost notice costs a minute's staleness, never correctness, because no booking is decided here.
/// </summary>
[Alias("IBoardGrain")]
public interface IBoardGrain : IGrainWithStringKey
{
    /// <summary>Takes rows that are durable in the journal; older versions than those shown are passed over.</summary>
    [Alias("Apply")]
    Task Apply(ImmutableArray<BoardRow> rows);

    [Alias("Snapshot")]
    Task<BoardSnapshot> Snapshot();

    /// <summary>Deltas from now on, until the subscription is five minutes old; renew long before.</summary>
    [Alias("Subscribe")]
    Task<BoardSnapshot> Subscribe(IBoardObserver observer);

    [Alias("Unsubscribe")]
    Task Unsubscribe(IBoardObserver observer);
}
