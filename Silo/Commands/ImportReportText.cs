using System.Globalization;
using OutreachSilo.Practices;

namespace OutreachSilo.Commands;

/// <summary>A report for people: counts, and the first lines of each reason.</summary>
internal static class ImportReportText
{
    private const int LinesShown = 5;

    public static void Write(ImportReport report, TimeSpan took, TextWriter output)
    {
        output.WriteLine(Text($"{report.RowsRead:N0} rows read, {report.TakenTotal:N0} imported, {report.Skipped.Count:N0} skipped, in {took.TotalSeconds:0.0} s."));
        foreach (var (change, count) in report.Taken.OrderByDescending(taken => taken.Value)) output.WriteLine(Text($"  {count,8:N0}  {change}"));
        if (report.PositionsFilled > 0) output.WriteLine(Text($"  {report.PositionsFilled,8:N0}  practices located"));
        WriteSkipped("Skipped because not needed:", report.Skipped.Where(row => !row.Reason.IsFault()));
        WriteSkipped("Skipped because not valid:", report.Skipped.Where(row => row.Reason.IsFault()));
        if (report.Missing.Count > 0)
            output.WriteLine(Text($"Already here but not in the file, not changed: {report.Missing.Count:N0} ({First(report.Missing)})"));

        void WriteSkipped(string heading, IEnumerable<SkippedRow> rows)
        {
            var groups = rows.GroupBy(row => row.Reason).OrderByDescending(group => group.Count()).ToList();
            if (groups.Count > 0) output.WriteLine(heading);
            foreach (var group in groups)
                output.WriteLine(Text($"  {group.Count(),8:N0}  {group.Key.Describe()} (line {First([.. group.Select(row => Text($"{row.Line}"))])})"));
        }
    }

    private static string First(IReadOnlyList<string> all) => string.Join(", ", all.Take(LinesShown)) + (all.Count > LinesShown ? " …" : "");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
