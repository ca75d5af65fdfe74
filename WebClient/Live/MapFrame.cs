using System.Globalization;
using OutreachSilo.Practices;

namespace OutreachSilo.Live;

/// <summary>
/// The part of the country that a map shows, <see cref="Width"/> units wide. Mercator, as the outlines are drawn (<c>map/projection.mjs</c>): in their
/// file 1,000 units are a degree of longitude, from 7° W and 56° N.
/// </summary>
/// <param name="Left">Left edge in the outlines' units.</param>
/// <param name="Top">Top edge in the outlines' units.</param>
/// <param name="Scale">The map's units for one of the outlines'.</param>
/// <param name="Height">In the map's units.</param>
public sealed record MapFrame(double Left, double Top, double Scale, int Height)
{
    public const int Width = 960;
    private const int HeightMin = 480;
    private const int HeightMax = 760;

    /// <summary>Room left around the outermost marks, in the map's units.</summary>
    private const int Margin = 64;

    /// <summary>The least that is shown across, in the outlines' units: a lone practice is not looked at through a magnifying glass.</summary>
    private const double SpanMin = 500;

    private const double UnitsPerDegree = 1_000;
    private const double West = -7;
    private static readonly double North = Stretched(56);

    /// <summary>For the outlines, so that they come to lie where the marks do.</summary>
    public string Transform => string.Create(CultureInfo.InvariantCulture, $"scale({Scale:0.#####}) translate({-Left:0.##} {-Top:0.##})");

    /// <summary>Shows all these positions; those that are unknown do not count. Null when none is known.</summary>
    public static MapFrame? Around(IEnumerable<GeoPoint> positions)
    {
        var (left, right, top, bottom) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
        foreach (var position in positions)
        {
            if (!IsKnown(position)) continue;
            var (x, y) = Project(position);
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
        }

        if (right < left) return null;
        var (across, down) = (Math.Max(right - left, SpanMin), bottom - top);
        var scale = Math.Min((Width - 2.0 * Margin) / across, (HeightMax - 2.0 * Margin) / Math.Max(down, 1));
        var height = Math.Clamp((int)Math.Ceiling(down * scale) + 2 * Margin, HeightMin, HeightMax);
        return new MapFrame((left + right - Width / scale) / 2, (top + bottom - height / scale) / 2, scale, height);
    }

    public static bool IsKnown(GeoPoint position) => double.IsFinite(position.Latitude) && double.IsFinite(position.Longitude);

    /// <summary>Where a position lies on the map.</summary>
    public (double X, double Y) Place(GeoPoint position)
    {
        var (x, y) = Project(position);
        return ((x - Left) * Scale, (y - Top) * Scale);
    }

    /// <summary>In the outlines' units.</summary>
    public static (double X, double Y) Project(GeoPoint position) => ((position.Longitude - West) * UnitsPerDegree, (North - Stretched(position.Latitude)) * UnitsPerDegree);

    private static double Stretched(double latitude) => double.RadiansToDegrees(Math.Log(Math.Tan(Math.PI / 4 + double.DegreesToRadians(latitude) / 2)));
}
