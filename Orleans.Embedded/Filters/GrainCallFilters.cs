namespace Orleans;

/// <summary>Stands around every call that reaches a grain. Must call <see cref="IGrainCallContext.Invoke"/> for the call to go on.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Runs on the grain's scheduler, around the grain's method.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}

/// <summary>Stands around every call that leaves the caller.</summary>
public interface IOutgoingGrainCallFilter
{
    /// <summary>Runs where the caller runs, before the call is queued and after its answer.</summary>
    Task Invoke(IOutgoingGrainCallContext context);
}

/// <summary>An incoming filter as a function.</summary>
public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);

/// <summary>An outgoing filter as a function.</summary>
public delegate Task OutgoingGrainCallFilterDelegate(IOutgoingGrainCallContext context);
