namespace Orleans;

/// <summary>A step of a lifecycle.</summary>
public interface ILifecycleObserver
{
    /// <summary>Runs when the stage is reached; a fault stops the start.</summary>
    Task OnStart(CancellationToken cancellationToken = default);

    /// <summary>Runs when the stage is left.</summary>
    Task OnStop(CancellationToken cancellationToken = default);
}
