using OutreachSilo.TestKit;

namespace OutreachSilo.StandIns;

/// <summary>Scripts that stand between a page and what it relies on; given to <see cref="DemoSite.Open"/> they run before the page's own.</summary>
internal static class StandIn
{
    /// <summary>The hub's socket, fed by <c>hub.moves(frames, perPaint)</c> and its like.</summary>
    public static readonly string Hub = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "tests", "Browser", "StandIns", "hub.js"));

    /// <summary>The page's own timers, half a second to ten, run a hundred times as fast; the connection's patience, which is longer, stays.</summary>
    public const string FastTimers =
        """
        { const real = window.setTimeout; window.setTimeout = (callback, delay, ...rest) => real(callback, delay >= 500 && delay <= 10_000 ? delay / 100 : delay, ...rest); }
        """;

    /// <summary>Collects each shift of the layout that no input of the reader explains into <c>shifts</c>.</summary>
    public const string ShiftWatch =
        """
        window.shifts = [];
        {
          const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
          const moved = ({ node, previousRect, currentRect }) => `${node?.className || node?.nodeName} (${place(previousRect)} → ${place(currentRect)})`;
          new PerformanceObserver((list) => {
            for (const { value, hadRecentInput, sources } of list.getEntries())
              if (!hadRecentInput) shifts.push(`${value.toFixed(5)}: ${sources.map(moved).join(", ")}`);
          }).observe({ type: "layout-shift", buffered: true });
        }
        """;
}
