namespace Orleans.Engine.Activations;

/// <summary>The life of an activation, in order.</summary>
internal enum ActivationStatus
{
    /// <summary>Waits for its first call.</summary>
    Fresh,

    /// <summary><c>OnActivateAsync</c> and what comes before it.</summary>
    Activating,

    /// <summary>Serves requests.</summary>
    Valid,

    /// <summary>Finishes what runs, starts nothing, then runs <c>OnDeactivateAsync</c>.</summary>
    Deactivating,

    /// <summary>Gone; calls that still come are sent on to the next activation.</summary>
    Gone,
}
