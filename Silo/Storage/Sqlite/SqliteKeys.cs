using System.Text.Json;

namespace OutreachSilo.Storage;

/// <summary>Where one change of a grain is in the journal.</summary>
internal readonly record struct SqliteKey(string Grain, long Version, long Position);

/// <summary>
/// Rows of the journal whose key is not yet in the table <c>journal_key</c>. They are gathered until there are many, then entered in order of
/// grains, a few with each batch: so a page of the index is written once for many keys and not once for each. Rows that wait here are found by
/// what is kept in memory; after a crash they are those behind <c>journal_keyed</c>.
/// </summary>
/// <param name="gathered">How many are gathered before they are entered.</param>
/// <remarks>The writer's thread alone changes it; any thread may ask for <see cref="Positions"/>.</remarks>
internal sealed class SqliteKeys(int gathered)
{
    private readonly Lock gate = new();
    private Dictionary<string, List<Place>> gathering = new(StringComparer.Ordinal);
    private Dictionary<string, List<Place>> entering = [];
    private string[] order = [];
    private (int Grain, int Place) next;
    private (int Grain, int Place) sliceEnd;
    private int count;
    private long last;
    private long enteringLast;

    /// <summary>Whether keys are being entered; else <see cref="Slice"/> is empty.</summary>
    public bool IsEntering => order.Length > 0;

    /// <summary>Up to where all keys are entered once the slice asked for last is stored; null while there is more to enter.</summary>
    public long? EnteredUpTo => sliceEnd.Grain == order.Length ? enteringLast : null;

    /// <summary>Forgets all, and begins with what a file has.</summary>
    public void Reset(IEnumerable<SqliteKey> keys)
    {
        lock (gate)
        {
            (gathering, entering, order, next, sliceEnd, count) = (new(StringComparer.Ordinal), [], [], default, default, 0);
            foreach (var key in keys) Put(key);
        }
    }

    /// <summary>Rows that have just been committed, in order of their positions.</summary>
    public void Add(List<SqliteKey> keys)
    {
        lock (gate)
            foreach (var key in keys)
                Put(key);
        if (count >= gathered && !IsEntering) Begin();
    }

    /// <summary>Begins to enter all that is gathered.</summary>
    public void Begin()
    {
        lock (gate)
        {
            (entering, gathering, enteringLast, count, next, sliceEnd) = (gathering, new(StringComparer.Ordinal), last, 0, default, default);
            order = [.. entering.Keys];
        }

        Array.Sort(order, StringComparer.Ordinal);
    }

    /// <summary>The next to enter, at most so many: of a grain the older first, so that what has been entered of it has no gap.</summary>
    public void Slice(int most, List<SqliteKey> slice)
    {
        slice.Clear();
        for (sliceEnd = next; sliceEnd.Grain < order.Length && slice.Count < most;)
        {
            var (grain, places) = (order[sliceEnd.Grain], entering[order[sliceEnd.Grain]]);
            slice.Add(new SqliteKey(grain, places[sliceEnd.Place].Version, places[sliceEnd.Place].Position));
            sliceEnd = sliceEnd.Place + 1 < places.Count ? (sliceEnd.Grain, sliceEnd.Place + 1) : (sliceEnd.Grain + 1, 0);
        }
    }

    /// <summary>The slice asked for last is committed.</summary>
    public void SliceStored()
    {
        lock (gate)
        {
            for (var grain = next.Grain; grain < sliceEnd.Grain; grain++) entering.Remove(order[grain]);
            next = sliceEnd;
            if (next.Grain == order.Length) (order, next, sliceEnd) = ([], default, default);
        }
    }

    /// <summary>The newest version of a grain that waits here; 0 when none does.</summary>
    public long Newest(string grain) =>
        gathering.TryGetValue(grain, out var places) || entering.TryGetValue(grain, out places) ? places[^1].Version : 0;

    /// <summary>Of the rows of some grains after a version, those that wait here, as a JSON array. To be asked for before the table is.</summary>
    public string Positions(ReadOnlySpan<string> grains, long after)
    {
        List<long>? found = null;
        lock (gate)
        {
            foreach (var grain in grains)
            {
                Find(entering, grain, after, ref found);
                Find(gathering, grain, after, ref found);
            }
        }

        return found is null ? "[]" : JsonSerializer.Serialize(found);
    }

    private static void Find(Dictionary<string, List<Place>> places, string grain, long after, ref List<long>? found)
    {
        if (!places.TryGetValue(grain, out var some)) return;
        foreach (var (version, position) in some)
            if (version > after)
                (found ??= []).Add(position);
    }

    private void Put(in SqliteKey key)
    {
        if (!gathering.TryGetValue(key.Grain, out var places)) gathering[key.Grain] = places = [];
        places.Add(new Place(key.Version, key.Position));
        last = key.Position;
        count++;
    }

    private readonly record struct Place(long Version, long Position);
}
