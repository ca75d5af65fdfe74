using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.Live;

namespace OutreachSilo.Practices;

/// <summary>
/// Judges the rows of a practice file. Rules of the register: a GP practice has prescribing setting 4, and only status A is open. The
/// register also lists the practices of Wales, whose region is W00; only those in a region of NHS England are ours.
/// </summary>
internal sealed class RegisterRowParser(RegisterColumns columns, string file, Func<string, bool> isKnown, ImportReport report)
{
    private const int TextLengthMax = 100;
    private const int PhoneLengthMax = 30;
    private const int CodeLengthMax = 10;

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>Null for a row that was skipped.</summary>
    public RegisterRow? Parse(CsvRow row)
    {
        if (row.Fields.Length != columns.Count) return Skip(row, SkipReason.WrongColumnCount, $"{row.Fields.Length} instead of {columns.Count}");
        if (Field(row, columns.Setting, "4") != "4") return Skip(row, SkipReason.OtherSetting);
        var status = Field(row, columns.Status, "A").ToUpperInvariant();
        if (status is "D" or "P") return Skip(row, SkipReason.NotActive);
        if (status is not ("A" or "C")) return Skip(row, SkipReason.BadStatus);
        var region = Field(row, columns.Region).ToUpperInvariant();
        if (status == "A" && !BoardId.IsRegion(region)) return Skip(row, SkipReason.OutsideEngland, region);
        if (!GrainKeys.TryParsePracticeCode(Field(row, columns.Code).ToUpperInvariant(), out var code)) return Skip(row, SkipReason.BadCode);
        if (!seen.Add(code)) return Skip(row, SkipReason.Duplicate);
        if (!CsvValues.TryDate(Field(row, columns.Opened), out var opened) || !CsvValues.TryDate(Field(row, columns.Closed), out var closed)) return Skip(row, SkipReason.BadDate);
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
        if (!CsvValues.TryPosition(Field(row, columns.Latitude), Field(row, columns.Longitude), out var position)) return Skip(row, SkipReason.BadPosition);
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
}
