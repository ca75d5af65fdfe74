namespace Orleans;

/// <summary>Activations of this grain class are never collected.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class KeepAliveAttribute : Attribute;
