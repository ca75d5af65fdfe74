using OutreachSilo.Common;

namespace OutreachSilo.Practices;

/// <summary>The dated memberships named by the files of one import. Nobody has two at a time: of several in force the latest start counts.</summary>
/// <param name="today">A date in England; a membership is in force on its first and on its last day.</param>
internal sealed class MembershipList(DateOnly today, ImportReport report)
{
    private const int NameLengthMax = 100;

    private readonly Dictionary<string, Membership> current = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Membership> ended = new(StringComparer.Ordinal);

    public bool Any => current.Count + ended.Count > 0;

    public bool Names(string practice) => current.ContainsKey(practice) || ended.ContainsKey(practice);

    /// <exception cref="UnusableFileException">A column that is needed is missing.</exception>
    public void Add(CsvHeader header, IEnumerable<CsvRow> rows, string file)
    {
        var (practice, network, name) = (header.Required("practice_code"), header.Required("pcn_code"), header.Required("pcn_name"));
        var (start, end) = (header.Required("start_date"), header.Required("end_date"));
        foreach (var row in rows)
        {
            if (Fault(row) is { } reason) Skip(file, row, reason);
        }

        SkipReason? Fault(CsvRow row)
        {
            if (row.Fields.Length != header.Count) return SkipReason.WrongColumnCount;
            var pcn = row.Fields[network].ToUpperInvariant();
            if (!GrainKeys.TryParsePracticeCode(row.Fields[practice].ToUpperInvariant(), out var code) || !PcnCode.IsValid(pcn)) return SkipReason.BadCode;
            if (row.Fields[name].Length == 0) return SkipReason.NameMissing;
            if (row.Fields[name].Length > NameLengthMax) return SkipReason.FieldTooLong;
            if (!CsvValues.TryDate(row.Fields[start], out var from) || from is null) return SkipReason.BadDate;
            if (!CsvValues.TryDate(row.Fields[end], out var last) || last < from) return SkipReason.BadDate;
            if (from > today) return SkipReason.NotCurrent;
            if (last >= today || last is null) return Hold(new Membership(file, row.Line, code, pcn, row.Fields[name], from.Value));
            return End(new Membership(file, row.Line, code, "", "", last.Value.AddDays(1)));
        }
    }

    /// <summary>What to tell the practices we hold; every other row is reported as passed over.</summary>
    public IReadOnlyList<Membership> Settle(KnownPractices known)
    {
        foreach (var stranger in current.Values.Where(membership => !known.Contains(membership.Practice))) Skip(stranger, SkipReason.PracticeUnknown);
        var leavers = ended.Values.ToLookup(left => !current.ContainsKey(left.Practice) && known.Find(left.Practice) is { Pcn.Length: > 0 });
        foreach (var past in leavers[false]) Skip(past, SkipReason.NotCurrent);
        return [.. current.Values.Where(membership => known.Contains(membership.Practice)), .. leavers[true]];
    }

    private SkipReason? Hold(Membership membership) => Keep(current, membership, SkipReason.Duplicate);

    private SkipReason? End(Membership membership) => Keep(ended, membership, SkipReason.NotCurrent);

    /// <summary>Keeps the later of two; the reason when it is not this one.</summary>
    private SkipReason? Keep(Dictionary<string, Membership> kept, Membership membership, SkipReason otherwise)
    {
        if (kept.TryGetValue(membership.Practice, out var other))
        {
            if (other.From >= membership.From) return otherwise;
            Skip(other, otherwise);
        }

        kept[membership.Practice] = membership;
        return null;
    }

    private void Skip(Membership membership, SkipReason reason) => report.Skip(membership.File, membership.Line, reason, membership.Practice);

    private void Skip(string file, CsvRow row, SkipReason reason) => report.Skip(file, row.Line, reason, row.Fields[0].Length <= 10 ? row.Fields[0] : "");
}
