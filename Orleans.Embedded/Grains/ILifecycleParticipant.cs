namespace Orleans;

/// <summary>A component that adds its own steps to a lifecycle.</summary>
public interface ILifecycleParticipant<TLifecycleObservable> where TLifecycleObservable : ILifecycleObservable
{
    /// <summary>Adds the steps.</summary>
    void Participate(TLifecycleObservable lifecycle);
}
