namespace Orleans.Concurrency;

/// <summary>Requests to the grain may take turns with each other: at any <c>await</c> another one may run. Still one turn at a time.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
