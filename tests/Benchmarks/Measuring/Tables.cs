using Spectre.Console;

namespace OutreachSilo.Benchmarks.Measuring;

/// <summary>What a person reads: the scenarios with their targets and floors, and the measured lines.</summary>
internal static class Tables
{
    /// <summary>Written to a file there is no end of the line.</summary>
    private const int LeastWidth = 200;

    public static void Print(Table table)
    {
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, LeastWidth);
        AnsiConsole.Write(table);
    }

    public static Table OfScenarios(IEnumerable<Scenario> scenarios)
    {
        var table = new Table().AddColumns("", "Scenario", "Figure", "Unit", "Target", "Floor");
        foreach (var scenario in scenarios)
        {
            var first = true;
            foreach (var metric in scenario.Metrics)
            {
                var (name, what) = first ? (scenario.Name, scenario.What) : ("", "");
                table.AddRow(name, what, metric.What, metric.Unit, Bounds(metric, goal => goal.Target), Bounds(metric, goal => goal.Floor));
                first = false;
            }
        }

        return table;
    }

    public static Table OfLines(IEnumerable<Line> lines)
    {
        var table = new Table().AddColumns("", "Figure", "Ours", "p50 ms", "p99 ms", "Peers", "Ratio", "Target", "Floor", "Also");
        foreach (var line in lines)
        {
            table.AddRow(
                line.Metric.Name, $"{line.Metric.What}, {line.Database}", $"{Number(line.Ours)} {line.Metric.Unit}",
                Number(line.P50us / 1_000), Number(line.P99us / 1_000), List(line.Peers), List(line.Ratios),
                Verdict(line.Met) + Bounds(line.Metric, goal => goal.Target),
                Verdict(line.FloorMet) + Bounds(line.Metric, goal => goal.Floor),
                List(line.Also));
        }

        return table;
    }

    private static string Verdict(bool? met) => met switch { true => "met ", false => "missed ", null => "" };

    private static string Bounds(Metric metric, Func<Goal, double?> bound) => string.Join(", ", metric.Goals
        .Where(goal => bound(goal) is not null).Select(goal =>
        (goal.IsMaximum ? "≤ " : "≥ ") + Number(bound(goal)) + (goal.Against == Goal.Self ? "" : $" × {goal.Against}")));

    private static string List(Dictionary<string, double> figures) =>
        string.Join('\n', figures.Select(figure => $"{figure.Key} {Number(figure.Value)}"));

    private static string Number(double? value) => value?.ToString(value >= 1000 ? "N0" : "G3", CultureInfo.InvariantCulture) ?? "";
}
