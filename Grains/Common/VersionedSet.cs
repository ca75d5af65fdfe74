namespace OutreachSilo.Common;

/// <summary>
/// A sorted set of which every version stays as it was; see <see cref="Versioned{TSelf, TChange}"/> for what it costs. The store is a
/// sorted list: what comes at the end, as deadlines do, is simply appended; anywhere else costs a move of what lies behind it.
/// </summary>
internal sealed class VersionedSet<T> : Versioned<VersionedSet<T>, (T Item, bool IsThere)>
    where T : struct, IComparable<T>
{
    private readonly List<T> store;

    private VersionedSet(List<T> store, T? min)
        : base(store) => (this.store, Min) = (store, min);

    public int Count
    {
        get
        {
            lock (Gate)
            {
                MakeNewest();
                return store.Count;
            }
        }
    }

    /// <summary>The least, or null of an empty set. Costs nothing, also of an old version.</summary>
    public T? Min { get; }

    /// <summary>An empty set that shares nothing with any other.</summary>
    public static VersionedSet<T> New() => new([], null);

    public VersionedSet<T> Add(T item)
    {
        lock (Gate)
        {
            MakeNewest();
            return Step((item, true), new(store, Min is { } min && min.CompareTo(item) < 0 ? min : item));
        }
    }

    public VersionedSet<T> Remove(T item)
    {
        lock (Gate)
        {
            MakeNewest();
            var isMin = Min is { } min && min.CompareTo(item) == 0;
            return Step((item, false), new(store, !isMin ? Min : store.Count == 1 ? null : store[1]));
        }
    }

    /// <summary>A copy of those, from the least on, for which the condition holds without a gap.</summary>
    public IReadOnlyList<T> TakeWhile(Func<T, bool> condition)
    {
        lock (Gate)
        {
            MakeNewest();
            return [.. store.TakeWhile(condition)];
        }
    }

    protected override (T Item, bool IsThere) Change((T Item, bool IsThere) change)
    {
        var (item, isThere) = change;
        var index = store.Count == 0 || store[^1].CompareTo(item) < 0 ? ~store.Count : store.BinarySearch(item);
        if (isThere == index >= 0) return change;
        if (isThere) store.Insert(~index, item);
        else store.RemoveAt(index);
        return (item, !isThere);
    }
}
