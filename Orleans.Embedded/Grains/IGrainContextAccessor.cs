namespace Orleans.Runtime;

/// <summary>The activation whose turn runs on this thread.</summary>
public interface IGrainContextAccessor
{
    /// <summary>The current activation; null outside of grains.</summary>
    IGrainContext GrainContext { get; }
}
