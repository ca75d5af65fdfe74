namespace Orleans.Concurrency;

/// <summary>The caller does not wait: no answer, no exception, and no promise of order or arrival. Placed on the interface's method.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
