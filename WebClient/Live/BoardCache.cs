using System.Collections.Immutable;
using OutreachSilo.Common;

namespace OutreachSilo.Live;

/// <summary>One board at one version, as this host has it.</summary>
/// <param name="Epoch">Versions compare only within one epoch.</param>
/// <param name="Lines">By week key (<c>K81001/2026-08-03</c>).</param>
/// <param name="AsOf">UTC instant at which the board grain was last heard of; older than two minutes means stale.</param>
/// <param name="Day">Date in London; there is no line of a week that was over on it.</param>
public sealed record BoardCache(BoardId Board, Guid Epoch, long Version, ImmutableDictionary<string, BoardLine> Lines, DateTimeOffset AsOf, DateOnly Day)
{
    public IEnumerable<BoardRow> Rows => Lines.Values.Select(line => line.Row);

    /// <summary>True when the version is one of this epoch that lies behind or at this one.</summary>
    public bool CanCatchUp(Guid? epoch, long? version) => epoch == Epoch && version is { } known && known >= 0 && known <= Version;

    internal IEnumerable<BoardLine> ChangedSince(long version) => Lines.Values.Where(line => line.ChangedAt > version);

    /// <summary>True while the day lasts on which it was made.</summary>
    internal bool IsOf(DateTimeOffset now) => LondonTime.DateOf(now) == Day;

    /// <summary>Without the weeks that are over by then.</summary>
    internal BoardCache On(DateTimeOffset now)
    {
        var day = LondonTime.DateOf(now);
        return day == Day ? this : this with { Day = day, Lines = Lines.RemoveRange(Lines.Where(line => IsOver(line.Value.Row, day)).Select(line => line.Key)) };
    }

    internal BoardCache With(BoardDelta delta, DateTimeOffset now) => On(now).With(delta.Rows, delta.To, now);

    internal static BoardCache Of(BoardSnapshot snapshot, DateTimeOffset now) =>
        new BoardCache(snapshot.Board, snapshot.Epoch, 0, ImmutableDictionary.Create<string, BoardLine>(StringComparer.Ordinal), now, LondonTime.DateOf(now))
            .With(snapshot.Rows, snapshot.Version, now);

    /// <summary>The snapshot's rows over ours: what did not change keeps the version at which viewers saw it last.</summary>
    internal BoardCache With(BoardSnapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Epoch != Epoch) return Of(Newest(snapshot), now);
        return snapshot.Version < Version ? On(now) with { AsOf = now } : On(now).With(snapshot.Rows, snapshot.Version, now);
    }

    private BoardCache With(ImmutableArray<BoardRow> rows, long version, DateTimeOffset now)
    {
        var lines = Lines.ToBuilder();
        foreach (var row in rows)
            if (!IsOver(row, Day))
                Put(lines, row, version);
        return this with { Version = version, Lines = lines.ToImmutable(), AsOf = now };
    }

    /// <summary>A board that was built anew elsewhere may have read a summary from before our last delta: no row goes back for a viewer.</summary>
    private BoardSnapshot Newest(BoardSnapshot snapshot) => snapshot with
    {
        Rows = [.. snapshot.Rows.Select(row => Lines.TryGetValue(BoardRowJson.KeyOf(row.Week), out var known) && known.Row.Version > row.Version ? known.Row : row)],
    };

    private static bool IsOver(BoardRow row, DateOnly day) => row.Week.LastDay < day;

    private static void Put(ImmutableDictionary<string, BoardLine>.Builder lines, BoardRow row, long changedAt)
    {
        var key = BoardRowJson.KeyOf(row.Week);
        if (lines.TryGetValue(key, out var known) && (known.Row.Version > row.Version || known.Row == row)) return;
        lines[key] = new BoardLine(key, row, changedAt);
    }
}

/// <summary>A row and the board version at which it last changed.</summary>
public sealed record BoardLine(string Key, BoardRow Row, long ChangedAt);
