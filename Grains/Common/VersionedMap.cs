using System.Diagnostics.CodeAnalysis;

namespace OutreachSilo.Common;

/// <summary>A dictionary of which every version stays as it was; see <see cref="Versioned{TSelf, TChange}"/> for what it costs.</summary>
internal sealed class VersionedMap<TKey, TValue> : Versioned<VersionedMap<TKey, TValue>, (TKey Key, TValue? Value, bool IsThere)>
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> store;

    private VersionedMap(Dictionary<TKey, TValue> store, int count)
        : base(store) => (this.store, Count) = (store, count);

    public int Count { get; }

    /// <summary>A copy, in no particular order.</summary>
    public IReadOnlyList<TValue> Values
    {
        get
        {
            lock (Gate)
            {
                MakeNewest();
                return [.. store.Values];
            }
        }
    }

    /// <summary>A copy, in no particular order.</summary>
    public IReadOnlyList<KeyValuePair<TKey, TValue>> Items
    {
        get
        {
            lock (Gate)
            {
                MakeNewest();
                return [.. store];
            }
        }
    }

    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public TValue this[TKey key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no '{key}'.");

    /// <summary>An empty map that shares nothing with any other.</summary>
    public static VersionedMap<TKey, TValue> New() => new([], 0);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (Gate)
        {
            if (!IsNewest)
            {
                foreach (var (changed, before, wasThere) in Later)
                {
                    if (!EqualityComparer<TKey>.Default.Equals(changed, key)) continue;
                    value = before;
                    return wasThere;
                }
            }

            return store.TryGetValue(key, out value);
        }
    }

    public VersionedMap<TKey, TValue> Set(TKey key, TValue value)
    {
        lock (Gate)
        {
            MakeNewest();
            return Step((key, value, true), new(store, store.ContainsKey(key) ? Count : Count + 1));
        }
    }

    /// <summary>Without the key; itself where it has none.</summary>
    public VersionedMap<TKey, TValue> Remove(TKey key)
    {
        lock (Gate)
        {
            MakeNewest();
            return store.ContainsKey(key) ? Step((key, default, false), new(store, Count - 1)) : this;
        }
    }

    protected override (TKey Key, TValue? Value, bool IsThere) Change((TKey Key, TValue? Value, bool IsThere) change)
    {
        var wasThere = store.TryGetValue(change.Key, out var before);
        if (change.IsThere) store[change.Key] = change.Value!;
        else store.Remove(change.Key);
        return (change.Key, before, wasThere);
    }
}
