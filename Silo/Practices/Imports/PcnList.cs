using System.Text.Json;

namespace OutreachSilo.Practices;

/// <summary>The networks named by the files of one import.</summary>
internal sealed class PcnList(ImportReport report)
{
    private const int NameLengthMax = 100;

    private readonly Dictionary<string, string> bodies = new(StringComparer.Ordinal);

    /// <summary>JSON by network code.</summary>
    public IReadOnlyDictionary<string, string> Bodies => bodies;

    /// <exception cref="UnusableFileException">A column that is needed is missing.</exception>
    public void Add(CsvHeader header, IEnumerable<CsvRow> rows, string file)
    {
        var (code, name) = (header.Required("pcn_code"), header.Required("pcn_name"));
        var (opens, closes) = (header.Optional("open_date"), header.Optional("close_date"));
        foreach (var row in rows)
        {
            if (Fault(row) is { } reason) report.Skip(file, row.Line, reason, row.Fields[0].Length <= 10 ? row.Fields[0] : "");
        }

        SkipReason? Fault(CsvRow row)
        {
            if (row.Fields.Length != header.Count) return SkipReason.WrongColumnCount;
            var network = row.Fields[code].ToUpperInvariant();
            if (!PcnCode.IsValid(network)) return SkipReason.BadCode;
            if (row.Fields[name].Length == 0) return SkipReason.NameMissing;
            if (row.Fields[name].Length > NameLengthMax) return SkipReason.FieldTooLong;
            DateOnly? opened = null, closed = null;
            if ((opens >= 0 && !CsvValues.TryDate(row.Fields[opens], out opened)) || (closes >= 0 && !CsvValues.TryDate(row.Fields[closes], out closed)) || opened > closed)
                return SkipReason.BadDate;
            return bodies.TryAdd(network, JsonSerializer.Serialize(new { name = row.Fields[name], opened, closed })) ? null : SkipReason.Duplicate;
        }
    }
}
