using Orleans.Engine.Calls;
using Orleans.Serialization.Invocation;

namespace Orleans.Engine.Activations;

/// <summary>
/// Which requests run and which wait. A request starts when nothing that excludes it runs: requests exclude each other, except that read-only ones
/// get on with each other, always-interleaving ones with all, and those of a re-entrant call chain with the request that let them in.
/// </summary>
internal sealed class Admission(GrainClass grainClass)
{
    private LinkedList<Request>? waiting;
    private List<Request>? others;
    private Request? first;
    private List<Guid>? sections;
    private int waitingReadOnly;

    // Of a re-entrant grain nobody asks which requests run.
    private int interleaving;

    /// <summary>Whether any request runs.</summary>
    public bool IsRunningAny => interleaving > 0 || first is not null || others is { Count: > 0 };

    public bool IsEmpty => !IsRunningAny && waiting is not { Count: > 0 };

    public bool MayStart(Request request, object instance)
    {
        if (grainClass.IsReentrant || !IsRunningAny || request.AlwaysInterleaves || !IsBlocked(request)) return true;
        if (sections is not null && request.ReentrancyId is var section && section != Guid.Empty && sections.Contains(section)) return true;
        return grainClass.MayInterleave is { } predicate && request is IInvokable call && predicate(instance, call);
    }

    public void OnStart(Request request)
    {
        if (grainClass.IsReentrant) interleaving++;
        else if (first is null) first = request;
        else (others ??= []).Add(request);
    }

    public void OnDone(Request request)
    {
        if (grainClass.IsReentrant) interleaving--;
        else if (ReferenceEquals(first, request)) first = null;
        else others!.Remove(request);
    }

    public void Wait(Request request)
    {
        (waiting ??= new()).AddLast(request);
        if (request.IsReadOnly) waitingReadOnly++;
    }

    /// <summary>Takes from the waiting ones the first that may start now, or null.</summary>
    public Request? NextToStart(object instance)
    {
        var node = waiting?.First;
        if (node is null) return null;
        var onlyTheFirst = IsRunningAny && waitingReadOnly == 0 && sections is null && !grainClass.IsReentrant && grainClass.MayInterleave is null;
        for (; node is not null; node = onlyTheFirst ? null : node.Next)
        {
            if (MayStart(node.Value, instance)) return Take(node);
        }

        return null;
    }

    /// <summary>Takes the first of the waiting ones, or null.</summary>
    public Request? TakeWaiting() => waiting?.First is { } node ? Take(node) : null;

    public void Enter(Guid section) => (sections ??= []).Add(section);

    public void Exit(Guid section)
    {
        sections?.Remove(section);
        if (sections is { Count: 0 }) sections = null;
    }

    private Request Take(LinkedListNode<Request> node)
    {
        waiting!.Remove(node);
        if (node.Value.IsReadOnly) waitingReadOnly--;
        return node.Value;
    }

    private bool IsBlocked(Request request)
    {
        if (first is not null && Excludes(first, request)) return true;
        if (others is null) return false;
        foreach (var other in others)
        {
            if (Excludes(other, request)) return true;
        }

        return false;
    }

    private static bool Excludes(Request running, Request request) =>
        !running.AlwaysInterleaves && !(running.IsReadOnly && request.IsReadOnly);
}
