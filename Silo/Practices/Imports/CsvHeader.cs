namespace OutreachSilo.Practices;

/// <summary>The columns of a file by their names; case does not matter, neither does order.</summary>
internal sealed class CsvHeader
{
    private readonly Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="UnusableFileException">A name stands twice.</exception>
    public CsvHeader(CsvRow row)
    {
        Count = row.Fields.Length;
        for (var i = 0; i < Count; i++)
        {
            if (row.Fields[i].Length > 0 && !columns.TryAdd(row.Fields[i], i)) throw new UnusableFileException($"The header has the column '{row.Fields[i]}' twice.");
        }
    }

    public int Count { get; }

    public IEnumerable<string> Names => columns.Keys;

    public bool Has(string name) => columns.ContainsKey(name);

    /// <summary>-1 where the file has no such column.</summary>
    public int Optional(string name) => columns.GetValueOrDefault(name, -1);

    /// <exception cref="UnusableFileException">The file has no such column.</exception>
    public int Required(string name) =>
        columns.TryGetValue(name, out var column) ? column : throw new UnusableFileException($"The column '{name}' is missing from the header.");
}
