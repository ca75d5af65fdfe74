using System.Collections.Immutable;
using System.Globalization;

namespace OutreachSilo.Live;

/// <summary>Days as lines of a chart, in the units of its drawing: <see cref="Width"/> × <see cref="Height"/>, 0,0 at the top left.</summary>
public sealed record TrendChart(ImmutableArray<TrendChart.Line> Lines, ImmutableArray<TrendChart.Tick> Across, ImmutableArray<TrendChart.Tick> Up)
{
    public const int Width = 960;
    public const int Height = 320;
    public const int Left = 56;
    public const int Right = 924;
    public const int Top = 16;
    public const int Bottom = 284;

    private const int TicksUp = 4;
    private const int DaysPerTick = 7;

    /// <param name="Points">As a polyline takes them.</param>
    public sealed record Line(string Key, string Name, string Points, ImmutableArray<(string X, string Y)> Dots);

    public sealed record Tick(string At, string Text);

    public static TrendChart Of(ImmutableArray<TrendDay> days)
    {
        (string Key, string Name, Func<TrendDay, int> Value)[] series =
            [("places", "Places published", day => day.Places), ("requested", "Places requested", day => day.Requested), ("confirmed", "Places confirmed", day => day.Confirmed)];
        var step = Step(Math.Max(1, days.Max(day => series.Max(one => one.Value(day)))));
        var top = step * TicksUp;
        var lines = series.Select(one =>
        {
            var dots = days.Select((day, at) => (X(at, days.Length), Y(one.Value(day), top))).ToImmutableArray();
            return new Line(one.Key, one.Name, string.Join(' ', dots.Select(dot => $"{dot.Item1},{dot.Item2}")), dots);
        });
        var across = Enumerable.Range(0, days.Length).Where(at => (days.Length - 1 - at) % DaysPerTick == 0)
            .Select(at => new Tick(X(at, days.Length), days[at].Day.ToString("d MMM", CultureInfo.InvariantCulture)));
        var up = Enumerable.Range(0, TicksUp + 1).Select(tick => new Tick(Y(tick * step, top), (tick * step).ToString("N0", CultureInfo.InvariantCulture)));
        return new TrendChart([.. lines], [.. across], [.. up]);
    }

    /// <summary>The least of 1, 2, 5, 10, 20, 50 … of which <see cref="TicksUp"/> reach the highest value.</summary>
    private static int Step(int highest)
    {
        for (var power = 1; ; power *= 10)
            foreach (var factor in (ReadOnlySpan<int>)[1, 2, 5])
                if (factor * power * TicksUp >= highest) return factor * power;
    }

    private static string X(int at, int days) => Units(days == 1 ? Right : Left + (double)at * (Right - Left) / (days - 1));

    /// <summary>A day on which more places were taken back than published stands at nought; the table says the number.</summary>
    private static string Y(int value, int top) => Units(Bottom - (double)Math.Max(0, value) * (Bottom - Top) / top);

    private static string Units(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
