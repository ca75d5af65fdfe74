using System.Collections.Immutable;

namespace OutreachSilo.Live;

/// <summary>One board at one version, as this host has it.</summary>
/// <param name="Epoch">Versions compare only within one epoch.</param>
/// <param name="Lines">By week key (<c>K81001/2026-08-03</c>).</param>
/// <param name="AsOf">UTC instant at which the board grain was last heard of; older than two minutes means stale.</param>
public sealed record BoardCache(BoardId Board, Guid Epoch, long Version, ImmutableDictionary<string, BoardLine> Lines, DateTimeOffset AsOf)
{
    public IEnumerable<BoardRow> Rows => Lines.Values.Select(line => line.Row);

    /// <summary>True when the version is one of this epoch that lies behind or at this one.</summary>
    public bool CanCatchUp(Guid? epoch, long? version) => epoch == Epoch && version is { } known && known >= 0 && known <= Version;

    internal IEnumerable<BoardLine> ChangedSince(long version) => Lines.Values.Where(line => line.ChangedAt > version);

    internal BoardCache With(BoardDelta delta, DateTimeOffset now)
    {
        var lines = Lines.ToBuilder();
        foreach (var row in delta.Rows) Put(lines, row, delta.To);
        return this with { Version = delta.To, Lines = lines.ToImmutable(), AsOf = now };
    }

    internal static BoardCache Of(BoardSnapshot snapshot, DateTimeOffset now)
    {
        var lines = ImmutableDictionary.CreateBuilder<string, BoardLine>(StringComparer.Ordinal);
        foreach (var row in snapshot.Rows) Put(lines, row, snapshot.Version);
        return new BoardCache(snapshot.Board, snapshot.Epoch, snapshot.Version, lines.ToImmutable(), now);
    }

    /// <summary>The snapshot's rows over ours: what did not change keeps the version at which viewers saw it last.</summary>
    internal BoardCache With(BoardSnapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Epoch != Epoch) return Of(Newest(snapshot), now);
        if (snapshot.Version < Version) return this with { AsOf = now };
        var lines = Lines.ToBuilder();
        foreach (var row in snapshot.Rows) Put(lines, row, snapshot.Version);
        return this with { Version = snapshot.Version, Lines = lines.ToImmutable(), AsOf = now };
    }

    /// <summary>A board that was built anew elsewhere may have read a summary from before our last delta: no row goes back for a viewer.</summary>
    private BoardSnapshot Newest(BoardSnapshot snapshot) => snapshot with
    {
        Rows = [.. snapshot.Rows.Select(row => Lines.TryGetValue(BoardRowJson.KeyOf(row.Week), out var known) && known.Row.Version > row.Version ? known.Row : row)],
    };

    private static void Put(ImmutableDictionary<string, BoardLine>.Builder lines, BoardRow row, long changedAt)
    {
        var key = BoardRowJson.KeyOf(row.Week);
        if (lines.TryGetValue(key, out var known) && (known.Row.Version > row.Version || known.Row == row)) return;
        lines[key] = new BoardLine(key, row, changedAt);
    }
}

/// <summary>A row and the board version at which it last changed.</summary>
public sealed record BoardLine(string Key, BoardRow Row, long ChangedAt);
