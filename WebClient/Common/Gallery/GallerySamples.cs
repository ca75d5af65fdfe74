using OutreachSilo.Live;
using OutreachSilo.Tasters;

namespace OutreachSilo.Common.Gallery;

/// <summary>One of each state that a component can show. Nothing here exists.</summary>
internal static class GallerySamples
{
    public const string Refusal = "All places are taken. You can join the waiting list.";

    public static readonly BoardId Board = new("Y99", TasterKind.Foundation);

    private static readonly WeekId Week = new("Y99000", new DateOnly(2027, 1, 25));

    /// <summary>Free, few, full with all counts, to come, closed and stopped.</summary>
    public static IReadOnlyList<CellFacts> Cells(DateTimeOffset now) =>
    [
        Cell(now, Offer(now, free: 3)),
        Cell(now, Offer(now, free: 1, held: 1, confirmed: 1)),
        Cell(now, Offer(now, free: 0, held: 1, confirmed: 2, waiting: 12)),
        Cell(now, Offer(now, free: 3) with { Opens = now.AddDays(2) }),
        Cell(now, Offer(now, free: 2, confirmed: 1) with { Closes = now.AddHours(-1) }),
        Cell(now, Offer(now, free: 2, confirmed: 1)) with { Stopped = true },
    ];

    public static IEnumerable<PlaceView> Places(DateTimeOffset now) => Enum.GetValues<PlaceState>().Select(state => Place(state, now));

    public static PlaceView Place(PlaceState state, DateTimeOffset now) => new(
        new Guid((int)state, 0, 0, new byte[8]), Week, TasterKind.Foundation, HalfDays.WholeWeek, state,
        state is PlaceState.Held ? now.AddMinutes(9) : state is PlaceState.Offered ? now.AddHours(47) : null, state is PlaceState.Waiting ? 3 : 0, "Elm Tree Surgery");

    private static CellFacts Cell(DateTimeOffset now, OfferView offer) => new(Week, offer, false, 1, now);

    private static OfferView Offer(DateTimeOffset now, int free, int held = 0, int confirmed = 0, int waiting = 0) => new(
        TasterKind.Foundation, HalfDays.WholeWeek, 3, free, held, 0, confirmed, waiting, held > 0 ? now.AddMinutes(4) : null, now.AddDays(-2), now.AddDays(30), "Dr Ida Lund", 10);
}
