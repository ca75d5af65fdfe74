using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.Live;
using OutreachSilo.Practices;

namespace OutreachSilo.Tasters;

/// <summary>Taster weeks near a position, from this host's boards: nearest practice first.</summary>
public sealed class PlaceSearch(IBoards boards, IPracticeDirectory directory, TimeProvider time)
{
    public const int PerPage = 12;
    public const int WeeksPerCard = 6;

    /// <param name="filter">With a position; weeks whose booking has closed or stopped are left out.</param>
    /// <param name="page">1 for the nearest.</param>
    public async Task<PlacesFound> Near(TasterKind kind, TableFilter filter, int page, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var found = new List<(BoardCache Board, BoardTable.Line Line)>();
        foreach (var region in await directory.Regions(cancellationToken))
        {
            var board = await boards.Get(new BoardId(region.Code, kind));
            var open = board.Rows.Where(row => !row.Stopped && row.Offer.Closes > now);
            found.AddRange(BoardTable.All(open, filter, now).Select(line => (board, line)));
        }

        var cards = found.OrderBy(each => each.Line.Miles).ThenBy(each => each.Line.Practice, StringComparer.Ordinal).Skip((page - 1) * PerPage).Take(PerPage).Select(each => CardOf(each.Board, each.Line, filter));
        return new PlacesFound([.. cards], found.Count);
    }

    private static PlacesFound.Card CardOf(BoardCache board, BoardTable.Line line, TableFilter filter)
    {
        var weeks = line.Cells.Values.Where(cell => !filter.OnlyFree || cell.Bookable).OrderBy(cell => cell.Week.Monday).ToList();
        return new PlacesFound.Card(board, line, [.. weeks.Take(WeeksPerCard)], Math.Max(0, weeks.Count - WeeksPerCard));
    }
}

/// <summary>What a search found: the nearest practices, and how many there are in all.</summary>
public sealed record PlacesFound(ImmutableArray<PlacesFound.Card> Cards, int Practices)
{
    /// <param name="More">Weeks beyond those listed.</param>
    public sealed record Card(BoardCache Board, BoardTable.Line Line, ImmutableArray<CellFacts> Weeks, int More);
}
