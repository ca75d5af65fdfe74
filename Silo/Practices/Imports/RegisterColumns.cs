using System.Globalization;

namespace OutreachSilo.Practices;

/// <summary>Where a practice file keeps what, by 0-based column; -1 where it does not tell.</summary>
internal sealed record RegisterColumns(string Format, int Count)
{
    private const string IcbPrefix = "icb_code";

    public required int Code { get; init; }
    public required int Name { get; init; }
    public required int Region { get; init; }
    public required int Icb { get; init; }
    public required int[] Address { get; init; }
    public required int Postcode { get; init; }
    public required int Opened { get; init; }
    public int Closed { get; init; } = -1;
    public int Status { get; init; } = -1;
    public int SubIcb { get; init; } = -1;
    public int Phone { get; init; } = -1;
    public int Setting { get; init; } = -1;
    public int Latitude { get; init; } = -1;
    public int Longitude { get; init; } = -1;
    public int Quality { get; init; } = -1;

    /// <summary>The NHS ODS register "epraccur" as published: 27 columns, no header.</summary>
    public static readonly RegisterColumns Published = new("published ODS register", 27)
    {
        Code = 0,
        Name = 1,
        Region = 2,
        Icb = 3,
        Address = [4, 5, 6, 7, 8],
        Postcode = 9,
        Opened = 10,
        Closed = 11,
        Status = 12,
        SubIcb = 14,
        Phone = 17,
        Setting = 25,
    };

    /// <param name="today">Decides between columns of the form <c>icb_code_2026</c>: each holds from 1 April of its year.</param>
    /// <exception cref="UnusableFileException">A column that is needed is missing, or named twice.</exception>
    public static RegisterColumns Named(CsvHeader header, DateOnly today) => new("practice list with a header", header.Count)
    {
        Code = header.Required("ods_code"),
        Name = header.Required("name"),
        Region = header.Required("nhse_region_code"),
        Icb = IcbColumn(header, today),
        Address = [.. Enumerable.Range(1, 5).Select(n => header.Optional($"address{n}")).Where(column => column >= 0)],
        Postcode = header.Required("postcode"),
        Opened = header.Optional("open_date"),
        Closed = header.Optional("close_date"),
        Status = header.Optional("status"),
        SubIcb = header.Optional("sub_icb_code"),
        Phone = header.Optional("phone"),
        Setting = header.Optional("prescribing_setting"),
        Latitude = header.Optional("lat"),
        Longitude = header.Optional("lon"),
        Quality = header.Optional("location_quality"),
    };

    private static int IcbColumn(CsvHeader header, DateOnly today)
    {
        if (header.Has(IcbPrefix)) return header.Optional(IcbPrefix);
        var dated = header.Names
            .Where(name => name.Length == IcbPrefix.Length + 5 && name.StartsWith(IcbPrefix + "_", StringComparison.OrdinalIgnoreCase))
            .Select(name => (Name: name, Year: int.TryParse(name.AsSpan(IcbPrefix.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0))
            .Where(column => column.Year is >= 2000 and <= 2199)
            .OrderBy(column => column.Year)
            .ToList();
        if (dated.Count == 0) return -1;
        var inForce = dated.FindLastIndex(column => new DateOnly(column.Year, 4, 1) <= today);
        return header.Optional(dated[Math.Max(0, inForce)].Name);
    }
}
