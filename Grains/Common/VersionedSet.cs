namespace OutreachSilo.Common;

/// <summary>A sorted set of which every version stays as it was; see <see cref="Versioned{TSelf, TChange}"/> for what it costs.</summary>
internal sealed class VersionedSet<T> : Versioned<VersionedSet<T>, (T Item, bool IsThere)>
    where T : struct
{
    private readonly SortedSet<T> store;

    private VersionedSet(SortedSet<T> store, Lock gate, T? min)
        : base(gate) => (this.store, Min) = (store, min);

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
    public static VersionedSet<T> New() => new([], new Lock(), null);

    public VersionedSet<T> Add(T item)
    {
        lock (Gate)
        {
            MakeNewest();
            return Step((item, true), new(store, Gate, Min is { } min && Comparer<T>.Default.Compare(min, item) < 0 ? min : item));
        }
    }

    public VersionedSet<T> Remove(T item)
    {
        lock (Gate)
        {
            MakeNewest();
            var isMin = Min is { } min && Comparer<T>.Default.Compare(min, item) == 0;
            return Step((item, false), new(store, Gate, !isMin ? Min : store.Count == 1 ? null : store.Skip(1).First()));
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
        var changed = change.IsThere ? store.Add(change.Item) : store.Remove(change.Item);
        return (change.Item, changed ? !change.IsThere : change.IsThere);
    }
}
