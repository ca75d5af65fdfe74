using Orleans.Engine.Activations;
using Orleans.Engine.Turns;

namespace Orleans.Engine.Calls;

/// <summary>Something that takes its place among an activation's requests: a call or a timer's tick.</summary>
internal abstract class Request : Turn
{
    /// <summary>May take turns with anything.</summary>
    public abstract bool AlwaysInterleaves { get; }

    /// <summary>May take turns with other read-only ones.</summary>
    public abstract bool IsReadOnly { get; }

    /// <summary>Whether it counts as use of the activation.</summary>
    public abstract bool KeepsAlive { get; }

    /// <summary>The call chain that may re-enter; empty for none.</summary>
    public abstract Guid ReentrancyId { get; }

    /// <summary>Whether nobody waits for it any more, so that it need not start.</summary>
    public abstract bool IsAbandoned { get; }

    /// <summary>Starts it on its activation; <see cref="Activation.OnDone"/> follows exactly once, on a turn.</summary>
    public abstract void Start(Activation activation);
}
