namespace Orleans.Concurrency;

/// <summary>The method may take turns with any request of the grain. Placed on the interface's method.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
