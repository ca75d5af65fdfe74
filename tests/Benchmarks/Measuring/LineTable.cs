using System.Globalization;
using Spectre.Console;

namespace OutreachSilo.Benchmarks.Measuring;

/// <summary>The lines for a person.</summary>
internal static class LineTable
{
    public static Table Of(IEnumerable<Line> lines)
    {
        var table = new Table().AddColumns("", "What", "Ours", "p50 ms", "p99 ms", "Peers", "Ratio", "Target", "Also");
        foreach (var line in lines)
        {
            table.AddRow(
                line.Scenario,
                line.What,
                $"{Figure(line.Ours)} {line.Unit}",
                line.P50us is { } p50 ? (p50 / 1000).ToString("0.00", CultureInfo.InvariantCulture) : "",
                line.P99us is { } p99 ? (p99 / 1000).ToString("0.00", CultureInfo.InvariantCulture) : "",
                List(line.Peers),
                List(line.Ratios),
                line.Met switch { true => "[green]met[/] ", false => "[red]missed[/] ", null => "" } + List(line.Target),
                List(line.Also));
        }

        return table;
    }

    private static string List(Dictionary<string, double> figures) => string.Join("\n", figures.Select(figure => $"{figure.Key} {Figure(figure.Value)}"));

    private static string Figure(double value) => Math.Abs(value) switch
    {
        >= 1000 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.0000", CultureInfo.InvariantCulture),
    };
}
