using OutreachSilo.Practices;

namespace OutreachSilo.Live;

/// <summary>Which rows of a board somebody wants to see; every part is optional.</summary>
/// <param name="Pcn">PCN code.</param>
/// <param name="Near">Only practices with a known position within <paramref name="Kilometres"/> of it; nearest first.</param>
/// <param name="From">First Monday or any day of its week.</param>
/// <param name="To">Last day on which a week may begin.</param>
/// <param name="OnlyFree">Only weeks with a place that can be held now, as <see cref="CellFacts.Bookable"/> says for the pages.</param>
/// <param name="Access">Only practices that state every one of these.</param>
public sealed record BoardFilter(
    string? Pcn = null, GeoPoint? Near = null, double Kilometres = BoardFilter.KilometresMax, DateOnly? From = null, DateOnly? To = null, bool OnlyFree = false,
    AccessFeatures Access = AccessFeatures.None)
{
    public const double KilometresMax = 200;

    private const double KilometresPerDegree = 111;

    /// <summary>The rows wanted: by distance when a position was given, then by name and week.</summary>
    public IEnumerable<BoardHit> Of(IEnumerable<BoardRow> rows, DateTimeOffset now) => rows
        .Where(row => IsWanted(row, now))
        .Select(row => new BoardHit(row, Near?.KilometresTo(new GeoPoint(row.Host.Latitude, row.Host.Longitude))))
        .Where(hit => hit.Kilometres is null || hit.Kilometres <= Kilometres)
        .OrderBy(hit => hit.Kilometres ?? 0)
        .ThenBy(hit => hit.Row.Host.Name, StringComparer.OrdinalIgnoreCase)
        .ThenBy(hit => hit.Row.Week.Practice, StringComparer.Ordinal)
        .ThenBy(hit => hit.Row.Week.Monday);

    private bool IsWanted(BoardRow row, DateTimeOffset now) =>
        (Pcn is null || row.Host.Pcn == Pcn)
        && (From is null || row.Week.Monday.AddDays(4) >= From)
        && (To is null || row.Week.Monday <= To)
        && row.Host.Access.HasFlag(Access)
        && (!OnlyFree || CellFacts.Of(row, now).Bookable)
        // NaN, an unknown position, is never near; the first comparison spares most of the trigonometry.
        && (Near is not { } near || Math.Abs(row.Host.Latitude - near.Latitude) * KilometresPerDegree <= Kilometres);
}

/// <param name="Kilometres">Distance from the place asked about; null when none was.</param>
public sealed record BoardHit(BoardRow Row, double? Kilometres);
