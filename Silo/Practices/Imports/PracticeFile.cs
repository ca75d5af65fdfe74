using System.Collections.Immutable;

namespace OutreachSilo.Practices;

/// <summary>The content of a practice file, told by what is in it: the published ODS register, or a list with a header.</summary>
/// <param name="Format">For people.</param>
/// <param name="TellsPhone">False where the file has no telephone numbers at all, which says nothing against those we hold.</param>
/// <param name="Rows">The sound rows that are for us; the others are in the report.</param>
internal sealed record PracticeFile(string Format, bool TellsPhone, ImmutableArray<RegisterRow> Rows)
{
    private const int RowsLookedAt = 20;

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
        var parser = new RegisterRowParser(columns, file, isKnown, report);
        return new PracticeFile(columns.Format, columns.Phone >= 0, [.. rows.Skip(hasHeader ? 1 : 0).Select(parser.Parse).OfType<RegisterRow>()]);
    }

    private static bool LooksPublished(CsvRow row) =>
        row.Fields.Length == RegisterColumns.Published.Count && row.Fields[RegisterColumns.Published.Status] is "A" or "C" or "D" or "P";
}
