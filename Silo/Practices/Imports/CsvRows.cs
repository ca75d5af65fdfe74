using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace OutreachSilo.Practices;

/// <summary>A row of a CSV file. Fields are trimmed, free of control characters and bounded in length.</summary>
/// <param name="Line">1-based line of the file.</param>
internal readonly record struct CsvRow(int Line, string[] Fields);

/// <summary>
/// Splits a file into sound rows; the others go to the report with their line. Every line is a row of its own, also inside quotation
/// marks, so that one missing mark costs one row and not the rest of the file.
/// </summary>
internal static class CsvRows
{
    public const int RowsMax = 250_000;
    public const int ColumnsMax = 64;
    public const int FieldBytesMax = 400;

    /// <exception cref="UnusableFileException">More rows than <see cref="RowsMax"/>.</exception>
    public static List<CsvRow> Split(ReadOnlyMemory<byte> bytes, string file, ImportReport report)
    {
        var rows = new List<CsvRow>();
        var broken = 0;
        var options = new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            AllowLineBreaksInQuotes = false,
            DetectSeparatorHint = false,
            TrackLineNumbers = true,
            Encoding = Encoding.UTF8,
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = record =>
            {
                Count(++broken);
                report.Skip(file, checked((int)record.LineNumber), SkipReason.BrokenQuotes);
            },
        };
        using var reader = CsvReader.Create(bytes, options);
        while (reader.Read())
        {
            Count(rows.Count + broken + 1);
            var line = checked((int)reader.LineNumber);
            if (Fault(reader) is { } fault)
            {
                broken++;
                report.Skip(file, line, fault.Reason, fault.Subject);
                continue;
            }

            var fields = new string[reader.FieldCount];
            for (var i = 0; i < fields.Length; i++) fields[i] = reader.GetString(i).Trim();
            if (fields is not [""]) rows.Add(new CsvRow(line, fields));
        }

        report.Read(rows.Count + broken);
        return rows;
    }

    private static void Count(int rows)
    {
        if (rows > RowsMax) throw new UnusableFileException($"The file has more than {RowsMax.ToString("N0", CultureInfo.InvariantCulture)} rows.");
    }

    private static (SkipReason Reason, string Subject)? Fault(CsvReader reader)
    {
        if (reader.FieldCount > ColumnsMax) return (SkipReason.WrongColumnCount, "");
        SkipReason? fault = null;
        for (var i = 0; i < reader.FieldCount && fault is null; i++)
        {
            var field = reader.GetSpan(i);
            if (field.Length > FieldBytesMax) fault = SkipReason.FieldTooLong;
            else if (!Utf8.IsValid(field)) fault = SkipReason.NotUtf8;
            else if (HoldsControl(field)) fault = SkipReason.ControlCharacter;
        }

        return fault is null ? null : (fault.Value, Subject(reader.GetSpan(0)));
    }

    /// <summary>Also the invisible format characters, which could make a name read differently from what is stored.</summary>
    private static bool HoldsControl(ReadOnlySpan<byte> field)
    {
        if (!field.ContainsAnyInRange((byte)0x80, (byte)0xFF)) return field.ContainsAnyInRange((byte)0, (byte)0x1F) || field.Contains((byte)0x7F);
        foreach (var rune in Encoding.UTF8.GetString(field).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) return true;
        }

        return false;
    }

    private static string Subject(ReadOnlySpan<byte> code) =>
        code.Length <= 10 && !code.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E) ? Encoding.ASCII.GetString(code) : "";
}
