namespace Orleans.Concurrency;

/// <summary>The method changes nothing and may take turns with other read-only ones. Placed on the interface's method.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;
