namespace OutreachSilo.Mentoring;

/// <summary>
/// Assigns rows to columns with room: most rows first, then least cost. Rows are placed one after the other, each by the shortest
/// augmenting path (Dijkstra over prices of the columns, after Jonker and Volgenant), so that every prefix of the rows is placed optimally.
/// Rows × columns of memory; time grows with rows × columns times the length of the searches.
/// </summary>
internal sealed class Assignment
{
    /// <summary>The cost of a pair that must not be. Above any cost of leaving a row out, so that no search ever uses it: prices are never positive.</summary>
    public const int Impossible = int.MaxValue;

    /// <summary>In place of a column: the row is left out.</summary>
    public const int None = -1;

    private readonly int[][] _costs;
    private readonly int[] _room;
    private readonly int _leftOut;
    private readonly long _leftOutCost;
    private readonly List<int>[] _holders;
    private readonly int[] _columnOf;
    private readonly long[] _prices;
    private readonly long[] _distances;
    private readonly int[] _reachedFrom;
    private readonly bool[] _scanned;

    private Assignment(int[][] costs, int[] room, int costMax)
    {
        _costs = costs;
        _room = room;
        _leftOut = room.Length;
        // More than any rearrangement of all rows can save: a further pair is worth every other pair's cost.
        _leftOutCost = (costs.Length + 1L) * (costMax + 1L);
        if (_leftOutCost >= Impossible) throw new ArgumentOutOfRangeException(nameof(costMax), costMax, $"Costs are too high for {costs.Length} rows.");
        _holders = [.. room.Select(places => new List<int>(Math.Max(places, 0)))];
        _columnOf = new int[costs.Length];
        _prices = new long[room.Length];
        _distances = new long[room.Length + 1];
        _reachedFrom = new int[room.Length + 1];
        _scanned = new bool[room.Length];
    }

    /// <summary>The column of each row, or <see cref="None"/>.</summary>
    /// <param name="costs">One array per row, one cost per column: 0 to <paramref name="costMax"/>, or <see cref="Impossible"/>.</param>
    /// <param name="room">How many rows each column takes.</param>
    public static int[] Solve(int[][] costs, int[] room, int costMax)
    {
        var assignment = new Assignment(costs, room, costMax);
        for (var row = 0; row < costs.Length; row++) assignment.Place(row);
        return [.. assignment._columnOf.Select(column => column == assignment._leftOut ? None : column)];
    }

    private void Place(int row)
    {
        Array.Fill(_distances, long.MaxValue);
        Array.Clear(_scanned);
        Reach(row, 0);
        var nearest = Nearest();
        while (!EndsSearch(nearest))
        {
            _scanned[nearest] = true;
            foreach (var holder in _holders[nearest]) Reach(holder, _distances[nearest] - _costs[holder][nearest] + _prices[nearest]);
            nearest = Nearest();
        }

        for (var column = 0; column < _leftOut; column++)
        {
            if (_scanned[column]) _prices[column] += _distances[column] - _distances[nearest];
        }

        Shift(row, nearest);
    }

    /// <summary>Along the path found, every row moves one column on and the new row takes the first.</summary>
    private void Shift(int newRow, int end)
    {
        var column = end;
        while (true)
        {
            var row = _reachedFrom[column];
            var before = _columnOf[row];
            _columnOf[row] = column;
            if (column != _leftOut) _holders[column].Add(row);
            if (row == newRow) return;
            _holders[before].Remove(row);
            column = before;
        }
    }

    /// <summary>How near each column is by way of this row. One that is scanned is never nearer by another way.</summary>
    private void Reach(int row, long distance)
    {
        var costs = _costs[row];
        for (var column = 0; column < costs.Length; column++)
        {
            var through = distance + costs[column] - _prices[column];
            if (through >= _distances[column]) continue;
            _distances[column] = through;
            _reachedFrom[column] = row;
        }

        if (distance + _leftOutCost >= _distances[_leftOut]) return;
        _distances[_leftOut] = distance + _leftOutCost;
        _reachedFrom[_leftOut] = row;
    }

    /// <summary>
    /// The nearest column not scanned. Of equals one that ends the search, which otherwise might look at every column of a plateau: leaving out
    /// a row, then the first with room, then the first.
    /// </summary>
    private int Nearest()
    {
        var nearest = _leftOut;
        var distance = _distances[_leftOut];
        for (var column = 0; column < _leftOut; column++)
        {
            if (_distances[column] > distance || _scanned[column]) continue;
            if (_distances[column] == distance && (EndsSearch(nearest) || !EndsSearch(column))) continue;
            nearest = column;
            distance = _distances[column];
        }

        return nearest;
    }

    private bool EndsSearch(int column) => column == _leftOut || _holders[column].Count < _room[column];
}
