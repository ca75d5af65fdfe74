using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>Rows for tests; every argument is optional.</summary>
internal static class BoardRows
{
    public static readonly DateTimeOffset Noon = new(2026, 8, 3, 11, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Monday = new(2026, 9, 7);

    public static BoardRow A(
        string practice = "K81001", DateOnly? monday = null, int capacity = 2, int? free = null, int held = 0, int offered = 0, int confirmed = 0, int waiting = 0,
        DateTimeOffset? freesAt = null, DateTimeOffset? opens = null, DateTimeOffset? closes = null, bool stopped = false, long version = 1,
        string name = "Elm Tree Surgery", string pcn = "U00001", double latitude = 52.2, double longitude = 0.1) => new(
        new WeekId(practice, monday ?? Monday),
        new HostFacts(name, "Y61", "QUE", pcn, "Cam PCN", "CB1 1AA", latitude, longitude),
        new OfferView(
            TasterKind.Foundation, HalfDays.WholeWeek, capacity, free ?? capacity - held - offered - confirmed, held, offered, confirmed, waiting, freesAt,
            opens ?? Noon.AddDays(-1), closes ?? Noon.AddDays(1), "", 10),
        stopped,
        version);
}
