namespace Orleans;

/// <summary>The type may travel in grain calls; its members carry <see cref="IdAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Whether the primary constructor's parameters are members too.</summary>
    public bool IncludePrimaryConstructorParameters { get; init; }
}
