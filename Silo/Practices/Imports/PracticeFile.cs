using System.Collections.Immutable;
using System.Globalization;
using OutreachSilo.Common;
using OutreachSilo.Tasters;

namespace OutreachSilo.Practices;

/// <summary>
/// The content of a practice file, told by what is in it: the published ODS register, or a list with a header. Rules of the register:
/// a GP practice has prescribing setting 4, and only status A is open. W-regions are Wales, whose practices the file lists as well.
/// </summary>
internal sealed class PracticeFile
{
    private const int TextLengthMax = 100;
    private const int PhoneLengthMax = 30;
    private const int CodeLengthMax = 10;
    private const int RowsLookedAt = 20;

    private readonly RegisterColumns columns;
    private readonly string file;
    private readonly Func<string, bool> isKnown;
    private readonly ImportReport report;
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    private PracticeFile(RegisterColumns columns, string file, Func<string, bool> isKnown, ImportReport report) =>
        (this.columns, this.file, this.isKnown, this.report) = (columns, file, isKnown, report);

    public string Format => columns.Format;

    public bool TellsPhone => columns.Phone >= 0;

    public ImmutableArray<RegisterRow> Rows { get; private init; } = [];

    /// <param name="isKnown">Whether we hold a practice of this code; closed ones that we never held are passed over.</param>
    /// <param name="today">A date in England.</param>
    /// <exception cref="UnusableFileException">Neither of the two forms.</exception>
    public static PracticeFile Parse(ReadOnlyMemory<byte> bytes, string file, DateOnly today, Func<string, bool> isKnown, ImportReport report)
    {
        var rows = CsvRows.Split(bytes, file, report);
        var hasHeader = rows.Count > 0 && rows[0].Fields.Contains("ods_code", StringComparer.OrdinalIgnoreCase);
        if (hasHeader) report.Read(-1);
        var columns = hasHeader ? RegisterColumns.Named(new CsvHeader(rows[0]), today)
            : rows.Take(RowsLookedAt).Any(LooksPublished) ? RegisterColumns.Published
            : throw new UnusableFileException(
                "The file is not recognised. Expected the ODS register as published (27 columns, no header) or a list whose header names ods_code, name, postcode and nhse_region_code.");
        var parser = new PracticeFile(columns, file, isKnown, report);
        var sound = ImmutableArray.CreateBuilder<RegisterRow>(rows.Count);
        foreach (var row in rows.Skip(hasHeader ? 1 : 0))
        {
            if (parser.Read(row) is { } practice) sound.Add(practice);
        }

        return new PracticeFile(columns, file, isKnown, report) { Rows = sound.DrainToImmutable() };
    }

    private static bool LooksPublished(CsvRow row) =>
        row.Fields.Length == RegisterColumns.Published.Count && row.Fields[RegisterColumns.Published.Status] is "A" or "C" or "D" or "P"
        && row.Fields[0].Length is > 0 and <= CodeLengthMax;

    private RegisterRow? Read(CsvRow row)
    {
        if (row.Fields.Length != columns.Count) return Skip(row, SkipReason.WrongColumnCount, $"{row.Fields.Length} instead of {columns.Count}");
        if (Field(row, columns.Setting, "4") != "4") return Skip(row, SkipReason.OtherSetting);
        var status = Field(row, columns.Status, "A").ToUpperInvariant();
        if (status is "D" or "P") return Skip(row, SkipReason.NotActive);
        if (status is not ("A" or "C")) return Skip(row, SkipReason.BadStatus);
        var region = Field(row, columns.Region).ToUpperInvariant();
        if (status == "A" && !Live.BoardId.IsRegion(region)) return Skip(row, SkipReason.OutsideEngland, region);
        if (!GrainKeys.TryParsePracticeCode(Field(row, columns.Code).ToUpperInvariant(), out var code)) return Skip(row, SkipReason.BadCode);
        if (!seen.Add(code)) return Skip(row, SkipReason.Duplicate);
        if (!TryDate(Field(row, columns.Opened), out var opened) || !TryDate(Field(row, columns.Closed), out var closed)) return Skip(row, SkipReason.BadDate);
        if (opened > closed) return Skip(row, SkipReason.BadDate, "closed before it opened");
        return status == "C" ? Closing(row, code, closed) : Open(row, code, region, opened);
    }

    private RegisterRow? Closing(CsvRow row, string code, DateOnly? closed)
    {
        if (!isKnown(code)) return Skip(row, SkipReason.ClosedAndUnknown);
        if (closed is null) return Skip(row, SkipReason.BadDate, "closed without a date");
        return new RegisterRow(row.Line, new PracticeFacts(code, "", [], "", "", "", "", "", null, double.NaN, double.NaN, PositionQuality.Unknown), closed);
    }

    private RegisterRow? Open(CsvRow row, string code, string region, DateOnly? opened)
    {
        var name = Field(row, columns.Name);
        if (name.Length == 0) return Skip(row, SkipReason.NameMissing);
        if (!Postcode.TryNormalise(Field(row, columns.Postcode), out var postcode)) return Skip(row, SkipReason.BadPostcode);
        ImmutableArray<string> address = [.. columns.Address.Select(column => row.Fields[column]).Where(line => line.Length > 0)];
        var (icb, subIcb, phone) = (Field(row, columns.Icb).ToUpperInvariant(), Field(row, columns.SubIcb).ToUpperInvariant(), Field(row, columns.Phone));
        if (name.Length > TextLengthMax || address.Any(line => line.Length > TextLengthMax) || phone.Length > PhoneLengthMax
            || icb.Length > CodeLengthMax || subIcb.Length > CodeLengthMax)
            return Skip(row, SkipReason.FieldTooLong);
        if (!TryPosition(Field(row, columns.Latitude), Field(row, columns.Longitude), out var position)) return Skip(row, SkipReason.BadPosition);
        var quality = double.IsNaN(position.Latitude) ? PositionQuality.Unknown : QualityOf(Field(row, columns.Quality));
        return new RegisterRow(
            row.Line,
            new PracticeFacts(code, name, address, postcode, region, icb, subIcb, phone, opened, position.Latitude, position.Longitude, quality),
            null);
    }

    private RegisterRow? Skip(CsvRow row, SkipReason reason, string detail = "")
    {
        var subject = columns.Code < row.Fields.Length ? row.Fields[columns.Code] : "";
        report.Skip(file, row.Line, reason, subject.Length > CodeLengthMax ? "" : subject, detail);
        return null;
    }

    private static string Field(CsvRow row, int column, string absent = "") => column < 0 ? absent : row.Fields[column];

    /// <summary>A list that gives positions without saying how exact they are gives them per postcode.</summary>
    private static string QualityOf(string text) => text switch
    {
        PositionQuality.Sector or PositionQuality.Outcode => text,
        _ => PositionQuality.Postcode,
    };

    /// <summary>Empty is no date, and no fault.</summary>
    internal static bool TryDate(string text, out DateOnly? date)
    {
        date = null;
        if (text.Length == 0) return true;
        if (!DateOnly.TryParseExact(text, ["yyyyMMdd", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)) return false;
        date = parsed;
        return parsed.Year is >= 1800 and <= 2199;
    }

    /// <summary>Both empty is no position, and no fault.</summary>
    internal static bool TryPosition(string latitude, string longitude, out GeoPoint position)
    {
        position = new GeoPoint(double.NaN, double.NaN);
        if (latitude.Length == 0 && longitude.Length == 0) return true;
        if (!TryDegrees(latitude, 90, out var north) || !TryDegrees(longitude, 180, out var east)) return false;
        position = new GeoPoint(north, east);
        return true;
    }

    private static bool TryDegrees(string text, double max, out double degrees) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out degrees) && Math.Abs(degrees) <= max;
}
