using System.Collections.Immutable;
using System.Globalization;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>A board as a table: practices down, weeks across; some practices at a time.</summary>
/// <param name="Elsewhere">Practices that the filter lets in and that stand on other pages.</param>
public sealed record BoardTable(ImmutableArray<DateOnly> Mondays, ImmutableArray<BoardTable.Line> Lines, ImmutableArray<string> Elsewhere, BoardTotals Totals)
{
    /// <summary>What a phone shows well and soon.</summary>
    public const int PracticesPerPage = 20;

    /// <summary>For those who watch a whole region on a desk.</summary>
    public const int PracticesPerDensePage = 80;

    /// <summary>What one map shows: more marks than that hide each other.</summary>
    public const int PracticesPerMap = 200;

    /// <param name="Miles">Distance from the filter's position; NaN without one.</param>
    /// <param name="Cells">By Monday.</param>
    public sealed record Line(string Practice, HostFacts Host, double Miles, IReadOnlyDictionary<DateOnly, CellFacts> Cells)
    {
        /// <summary>Every week for the script, as <see cref="CellFacts.Data"/> writes it, a space between two.</summary>
        public string Data => string.Join(' ', Cells.OrderBy(cell => cell.Key).Select(cell => cell.Value.Data));

        public GeoPoint Position => new(Host.Latitude, Host.Longitude);

        /// <summary>"2.5 miles, Saltmere PCN"; the postcode where there is no network.</summary>
        public string Where
        {
            get
            {
                var network = Host.PcnName.Length > 0 ? Host.PcnName : Host.Postcode;
                return double.IsNaN(Miles) ? network : string.Create(CultureInfo.InvariantCulture, $"{Miles:0.0} miles, {network}");
            }
        }
    }

    /// <param name="page">1-based; a page past the end shows nothing.</param>
    public static BoardTable Of(IEnumerable<BoardRow> rows, TableFilter filter, int page, DateTimeOffset now, int perPage = PracticesPerPage)
    {
        var lines = All(rows, filter, now);
        var shown = lines.Skip((page - 1) * perPage).Take(perPage).ToImmutableArray();
        var mondays = shown.SelectMany(line => line.Cells.Keys).Distinct().Order().ToImmutableArray();
        var elsewhere = lines.Select(line => line.Practice).Except(shown.Select(line => line.Practice)).ToImmutableArray();
        return new BoardTable(mondays, shown, elsewhere, BoardTotals.Of(shown.SelectMany(line => line.Cells.Values)));
    }

    /// <summary>How many there are on all pages.</summary>
    public int Practices => Lines.Length + Elsewhere.Length;

    /// <summary>Every practice that the filter lets in: nearest first, then by name.</summary>
    public static List<Line> All(IEnumerable<BoardRow> rows, TableFilter filter, DateTimeOffset now) =>
        [.. rows.Where(filter.Shows)
            .GroupBy(row => row.Week.Practice, StringComparer.Ordinal)
            .Select(group => LineOf(group.Key, [.. group], filter, now))
            .Where(line => !filter.OnlyFree || line.Cells.Values.Any(cell => cell.Bookable))
            .OrderBy(line => double.IsNaN(line.Miles) ? double.MaxValue : line.Miles)
            .ThenBy(line => line.Host.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(line => line.Practice, StringComparer.Ordinal)];

    private static Line LineOf(string practice, List<BoardRow> rows, TableFilter filter, DateTimeOffset now)
    {
        var host = rows.MaxBy(row => row.Version)!.Host;
        return new Line(practice, host, filter.MilesTo(host), rows.ToDictionary(row => row.Week.Monday, row => CellFacts.Of(row, now)));
    }
}

/// <summary>Sums over what a page shows. Offered places count as held.</summary>
public sealed record BoardTotals(int Weeks, int Capacity, int Free, int Held, int Confirmed, int Waiting)
{
    public static BoardTotals Of(IEnumerable<CellFacts> cells) => cells.Aggregate(
        new BoardTotals(0, 0, 0, 0, 0, 0),
        (sum, cell) => new BoardTotals(
            sum.Weeks + 1, sum.Capacity + cell.Offer.Capacity, sum.Free + cell.Offer.Free, sum.Held + cell.Held, sum.Confirmed + cell.Offer.Confirmed, sum.Waiting + cell.Offer.Waiting));
}
