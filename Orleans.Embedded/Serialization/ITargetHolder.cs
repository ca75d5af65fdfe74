namespace Orleans.Serialization.Invocation;

/// <summary>Something that holds the target of calls.</summary>
public interface ITargetHolder
{
    /// <summary>The target.</summary>
    object? GetTarget();

    /// <summary>A component of the holder, by type.</summary>
    object? GetComponent(Type componentType);
}
