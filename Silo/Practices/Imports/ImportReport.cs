using OutreachSilo.Common;

namespace OutreachSilo.Practices;

/// <summary>A row that was not taken.</summary>
/// <param name="Line">1-based line of the file; 0 where no line stands behind it.</param>
/// <param name="Subject">The code in question, as far as it could be read.</param>
internal sealed record SkippedRow(string File, int Line, SkipReason Reason, string Subject, string Detail);

/// <summary>What an import read, took and passed over. Safe to use from several threads.</summary>
internal sealed class ImportReport
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, int> taken = new(StringComparer.Ordinal);
    private readonly List<SkippedRow> skipped = [];
    private readonly List<string> missing = [];
    private int rows;
    private int positionsFilled;

    /// <summary>Rows with content, a header not counted. Equals taken + skipped at the end.</summary>
    public int RowsRead { get { lock (gate) return rows; } }

    /// <summary>Rows taken, by what they did: a <see cref="PracticeChange"/>, or Added / Updated / Unchanged for reference rows.</summary>
    public IReadOnlyDictionary<string, int> Taken { get { lock (gate) return new Dictionary<string, int>(taken, StringComparer.Ordinal); } }

    public int TakenTotal { get { lock (gate) return taken.Values.Sum(); } }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<SkippedRow> Skipped
    {
        get { lock (gate) return [.. skipped.OrderBy(row => row.File, StringComparer.Ordinal).ThenBy(row => row.Line)]; }
    }

    /// <summary>Practices that we hold as open and that the file does not name as such; they are left as they are.</summary>
    public IReadOnlyList<string> Missing { get { lock (gate) return [.. missing]; } }

    /// <summary>Practices that got a position from a newly known district, beside the file's own rows.</summary>
    public int PositionsFilled { get { lock (gate) return positionsFilled; } }

    public void Read(int count) { lock (gate) rows += count; }

    public void Take(string change, int count = 1)
    {
        if (count == 0) return;
        lock (gate) taken[change] = taken.GetValueOrDefault(change) + count;
    }

    public void Place() { lock (gate) positionsFilled++; }

    /// <summary>A practice's answer: what it changed, or its refusal.</summary>
    public void Note(Outcome<PracticeChanged> outcome, string file, int line, string odsCode)
    {
        if (outcome.Succeeded) Take(outcome.Value.Change.ToString());
        else Skip(file, line, SkipReason.Refused, odsCode, outcome.Refusal.Code);
    }

    public void Skip(string file, int line, SkipReason reason, string subject = "", string detail = "")
    {
        lock (gate) skipped.Add(new SkippedRow(file, line, reason, subject, detail));
    }

    public void Miss(IEnumerable<string> practices) { lock (gate) missing.AddRange(practices); }
}
