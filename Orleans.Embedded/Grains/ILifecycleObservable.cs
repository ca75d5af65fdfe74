namespace Orleans;

/// <summary>Something with a start and an end, in stages.</summary>
public interface ILifecycleObservable
{
    /// <summary>Adds a step. Steps start in ascending stage order and stop in descending order.</summary>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}
