namespace Orleans.Runtime;

/// <summary>A timer of an activation. Disposing it stops it; a tick that runs ends undisturbed.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets the next tick and the time between ticks; <see cref="Timeout.InfiniteTimeSpan"/> for never.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
