namespace Orleans.Concurrency;

/// <summary>
/// Names a method of the grain class, <c>bool Method(IInvokable)</c>, that says of a request whether it may take turns with the running ones.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayInterleaveAttribute(string callbackMethodName) : Attribute
{
    internal string CallbackMethodName { get; } = callbackMethodName;
}
