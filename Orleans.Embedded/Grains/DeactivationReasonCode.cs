namespace Orleans;

/// <summary>The kinds of reason for which an activation ends.</summary>
[GenerateSerializer]
public enum DeactivationReasonCode : byte
{
    /// <summary>No reason was given.</summary>
    None,

    /// <summary>The process stops.</summary>
    ShuttingDown,

    /// <summary><c>OnActivateAsync</c> or the constructor failed.</summary>
    ActivationFailed,

    /// <summary>The grain directory failed. Never in one process.</summary>
    DirectoryFailure,

    /// <summary>Nobody called for longer than the collection age.</summary>
    ActivationIdle,

    /// <summary>The activation did not answer. Never in one process.</summary>
    ActivationUnresponsive,

    /// <summary>Another activation of the grain won. Never in one process.</summary>
    DuplicateActivation,

    /// <summary>The request's version does not fit. Never in one process.</summary>
    IncompatibleRequest,

    /// <summary>The grain failed in a way that makes its memory worthless, such as an inconsistent state.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>The activation moves elsewhere. Never in one process.</summary>
    Migrating,

    /// <summary>The engine asked for it.</summary>
    RuntimeRequested,

    /// <summary>Memory is short.</summary>
    HighMemoryPressure,
}
