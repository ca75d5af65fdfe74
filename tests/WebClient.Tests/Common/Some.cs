using OutreachSilo.Live;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Common;

/// <summary>Builders; every argument is optional.</summary>
internal static class Some
{
    public static readonly DateOnly Monday = new(2026, 8, 3);
    public static readonly WeekId Week = new("K81001", Monday);
    public static readonly BoardId Board = new("Y61", TasterKind.Foundation);

    public static HostFacts Host(string name = "Meadow Surgery", string region = "Y61", string pcn = "U00001", double latitude = 52.2, double longitude = 0.12) =>
        new(name, region, "QUE", pcn, "Cam PCN", "CB1 2AB", latitude, longitude);

    public static OfferView Offer(TasterKind kind = TasterKind.Foundation, int capacity = 2, int free = 2, int held = 0, DateTimeOffset? closes = null) =>
        new(kind, HalfDays.WholeWeek, capacity, free, held, 0, capacity - free - held, 0, null, new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero), closes ?? new(2026, 7, 1, 9, 0, 0, TimeSpan.Zero), "Dr Amin", 10);

    public static WeekView WeekView(long version = 7, int free = 2) => new(Week, Host(), [Offer(free: free)], 4, null, version);

    public static PlaceView Place(Guid? id = null, PlaceState state = PlaceState.Held) =>
        new(id ?? Guid.NewGuid(), Week, TasterKind.Foundation, HalfDays.WholeWeek, state, new(2026, 1, 5, 12, 10, 0, TimeSpan.Zero), 0, "Meadow Surgery");

    public static PracticeView Practice(string odsCode = "K81001", string region = "Y61") => new(
        new PracticeFacts(odsCode, "Meadow Surgery", ["1 High Street"], "CB1 2AB", region, "QUE", "06H", "01223 000000", null, double.NaN, double.NaN, ""),
        "U00001", "Cam PCN", null, Hosting.Hosting, "", [Monday], 3);

    public static BoardRow Row(string practice = "K81001", long version = 1, int free = 2, DateOnly? monday = null, HostFacts? host = null, bool stopped = false, DateTimeOffset? closes = null) =>
        new(new WeekId(practice, monday ?? Monday), host ?? Host(), Offer(free: free, closes: closes), stopped, version);
}
