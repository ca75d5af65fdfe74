using System.Globalization;
using OutreachSilo.Common;
using OutreachSilo.Practices;

namespace OutreachSilo.Live;

/// <summary>What of a board is shown. Comes from the address, so that a view can be bookmarked and sent to a colleague.</summary>
/// <param name="Pcn">PCN code, or null for all.</param>
/// <param name="Near">Position to measure from, or null.</param>
/// <param name="Miles">With <paramref name="Near"/>: at most so far.</param>
/// <param name="OnlyFree">Only practices with a place that can be booked now.</param>
/// <param name="Access">Only practices that state all of these.</param>
public sealed record TableFilter(string? Pcn, GeoPoint? Near, int Miles, DateOnly From, DateOnly To, bool OnlyFree, AccessFeatures Access = AccessFeatures.None)
{
    public const int WeeksMax = 27;

    private const double KilometresPerMile = 1.609344;

    public bool Shows(BoardRow row) =>
        row.Week.Monday >= From && row.Week.Monday <= To
        && (Pcn is null || row.Host.Pcn == Pcn)
        && row.Host.Access.HasFlag(Access)
        && (Near is null || MilesTo(row.Host) <= Miles);

    /// <summary>NaN where either position is unknown.</summary>
    public double MilesTo(Tasters.HostFacts host) =>
        Near is { } near ? near.KilometresTo(new GeoPoint(host.Latitude, host.Longitude)) / KilometresPerMile : double.NaN;

    /// <summary>From the address; what makes no sense is left out rather than refused. No more than <see cref="WeeksMax"/> weeks.</summary>
    public static TableFilter Of(string? pcn, GeoPoint? near, int? miles, string? from, string? to, bool onlyFree, DateOnly today)
    {
        var first = LondonTime.MondayOf(DateOf(from) ?? today);
        var furthest = first.AddDays(7 * (WeeksMax - 1));
        var last = DateOf(to) is { } day && day >= first ? day : furthest;
        return new TableFilter(string.IsNullOrWhiteSpace(pcn) ? null : pcn, near, miles is >= 1 and <= 500 ? miles.Value : 10, first, last < furthest ? last : furthest, onlyFree);
    }

    public static DateOnly? DateOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 2000 and <= 2199 ? date : null;
}
