using System.Globalization;
using OutreachSilo.Practices;

namespace OutreachSilo.Demo;

/// <summary>
/// A county that does not exist: Marlshire, in the North Sea, with postcode districts ZX1 to ZX9, which no real address has, and codes
/// that no register uses. The same on every machine.
/// </summary>
internal static class DemoCounty
{
    public const string Region = "Y99";
    public const string Icb = "QZZ";
    public const int Practices = 60;
    public const int PracticesPerPcn = 5;

    private static readonly GeoPoint Middle = new(52.80, 2.60);

    private static readonly string[] Towns =
    [
        "Marlow Quay", "Saltmere", "Oxhythe", "Brackenby", "Winterfen", "Larksea", "Thornwick", "Hollowbridge", "Easterly", "Pennycross", "Gullhaven", "Reedham Cross",
    ];

    private static readonly string[] Houses =
    [
        "Elm Tree Surgery", "The Old Mill Practice", "Harbour Health Centre", "St Osyth's Medical Practice", "Kingfisher Surgery", "Beacon House",
        "Lantern Lane Surgery", "Willowbrook Practice", "Market Cross Surgery", "The Poplars", "Northgate Medical Centre", "Sandpiper Surgery",
        "Orchard House", "Riverside Practice", "Tallow Street Surgery",
    ];

    public static IEnumerable<(string Outcode, GeoPoint Position)> Outcodes() => Enumerable.Range(1, 9).Select(i => ($"ZX{i}", District(i)));

    public static IEnumerable<(string Code, string Name)> Pcns() => Enumerable.Range(0, Practices / PracticesPerPcn).Select(i => (PcnCode(i), $"{Towns[i]} PCN"));

    public static string OdsCode(int practice) => string.Create(CultureInfo.InvariantCulture, $"Y990{practice:00}");

    public static string PcnCode(int pcn) => string.Create(CultureInfo.InvariantCulture, $"U990{pcn:00}");

    public static PracticeFacts Facts(int practice)
    {
        var town = Towns[practice / PracticesPerPcn];
        var district = practice % 9 + 1;
        var centre = District(district);
        var angle = practice * 2.399963;
        var position = new GeoPoint(
            Math.Round(centre.Latitude + 0.03 * Math.Sin(angle), 5), Math.Round(centre.Longitude + 0.05 * Math.Cos(angle), 5));
        var postcode = string.Create(CultureInfo.InvariantCulture, $"ZX{district} {practice / 9 + 1}{(char)('A' + practice % 2)}{"BDEFGHJLNP"[practice % 10]}");
        var house = Houses[practice % Houses.Length];
        var name = practice / Houses.Length == 0 ? house : $"{house}, {town}";
        return new PracticeFacts(
            OdsCode(practice), name, [string.Create(CultureInfo.InvariantCulture, $"{practice + 1} High Street"), town, "Marlshire"], postcode, Region, Icb, "99A",
            string.Create(CultureInfo.InvariantCulture, $"01632 9600{practice:00}"), new DateOnly(1990, 4, 1), position.Latitude, position.Longitude, "postcode");
    }

    private static GeoPoint District(int district)
    {
        var (row, column) = ((district - 1) / 3, (district - 1) % 3);
        return new GeoPoint(Middle.Latitude + 0.16 * (1 - row), Middle.Longitude + 0.26 * (column - 1));
    }
}
