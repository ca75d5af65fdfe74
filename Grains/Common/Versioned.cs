namespace OutreachSilo.Common;

/// <summary>
/// The base of collections that are immutable to whoever looks, at the price of mutable ones: all versions share one store, which is
/// as the newest version sees it; each older one remembers how to undo the step that followed it (persistent arrays after H. Baker,
/// "Shallow Binding Makes Functional Arrays Fast", 1991). A step from the newest version costs what it costs the store; reading or
/// branching off an older one costs one step for each that lies between. So it fits one line of descent whose last few versions are
/// looked at, as a grain's state is. Safe for any threads.
/// </summary>
internal abstract class Versioned<TSelf, TChange>
    where TSelf : Versioned<TSelf, TChange>
{
    private TSelf? newer;
    private TChange undo = default!;

    /// <param name="store">The same for all versions.</param>
    protected Versioned(object store) => Gate = store;

    /// <summary>The store itself, which nobody else sees; to be held while it or <see cref="Later"/> is read. A lock of its own would be one more object to fetch.</summary>
    protected object Gate { get; }

    /// <summary>The steps from this version to the one that the store is like, each as what undoes it.</summary>
    protected IEnumerable<TChange> Later
    {
        get
        {
            for (var version = this; version.newer is { } next; version = next) yield return version.undo;
        }
    }

    protected bool IsNewest => newer is null;

    /// <summary>Changes the store, which is the same for all versions, and returns what undoes it.</summary>
    protected abstract TChange Change(TChange change);

    /// <summary>Makes the version that follows this one. Call with the gate held.</summary>
    protected TSelf Step(TChange change, TSelf next)
    {
        MakeNewest();
        undo = Change(change);
        newer = next;
        return next;
    }

    /// <summary>Undoes in the store all that followed this version; the others then remember how to do it again.</summary>
    protected void MakeNewest()
    {
        if (newer is null) return;
        var path = new Stack<TSelf>();
        for (var version = (TSelf)this; version.newer is { } next; version = next) path.Push(version);
        while (path.TryPop(out var version))
        {
            var next = version.newer!;
            next.undo = next.Change(version.undo);
            next.newer = version;
            version.newer = null;
            version.undo = default!;
        }
    }
}
