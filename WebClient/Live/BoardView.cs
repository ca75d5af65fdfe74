namespace OutreachSilo.Live;

/// <summary>The ways to look at a board. Part of the address as <c>view=map</c>; the table is what an address without it means.</summary>
public enum BoardView
{
    Table,
    Map,
    Heat,
    Trends,
}

internal static class BoardViews
{
    public static readonly IReadOnlyList<BoardView> All = [BoardView.Table, BoardView.Map, BoardView.Heat, BoardView.Trends];

    public static string Name(this BoardView view) => view switch { BoardView.Table => "Table", BoardView.Map => "Map", BoardView.Heat => "Heat calendar", _ => "Trends" };

    /// <summary>The value in an address; null for the table.</summary>
    public static string? Value(this BoardView view) => view switch { BoardView.Map => "map", BoardView.Heat => "heat", BoardView.Trends => "trends", _ => null };

    /// <summary>The table for anything that is not a view.</summary>
    public static BoardView Parse(string? text) => All.FirstOrDefault(view => view.Value() == text);
}
