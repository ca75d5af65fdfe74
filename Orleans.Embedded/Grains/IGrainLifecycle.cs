namespace Orleans.Runtime;

/// <summary>The steps of an activation; see <see cref="GrainLifecycleStage"/>.</summary>
public interface IGrainLifecycle : ILifecycleObservable;
