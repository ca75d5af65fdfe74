using Orleans.Metadata;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Engine.Activations;

/// <summary>What one silo knows of a grain class.</summary>
internal sealed class GrainClass(Type type, IServiceProvider services, TimeSpan collectionAge)
{
    private readonly GrainBlueprint blueprint = GrainBlueprint.Of(type);

    public Type Type => type;

    public GrainType GrainType { get; } = TypeOf(type, services);

    public bool IsReentrant { get; } = GrainBlueprint.Of(type).IsReentrant;

    public Func<object, IInvokable, bool>? MayInterleave { get; } = GrainBlueprint.Of(type).MayInterleave;

    public bool IsFilter { get; } = GrainBlueprint.Of(type).IsFilter;

    public Type[] Interfaces => blueprint.Interfaces;

    /// <summary>How long an activation may be idle; <see cref="TimeSpan.MaxValue"/> for ever.</summary>
    public TimeSpan CollectionAge { get; } = GrainBlueprint.Of(type).IsKeptAlive ? TimeSpan.MaxValue : collectionAge;

    public object Create(Activation activation) => blueprint.Create(activation);

    public static bool IsGrainInterface(Type type) =>
        type.IsInterface && typeof(IGrain).IsAssignableFrom(type) && type != typeof(IGrain) && type.Namespace != nameof(Orleans) | type == typeof(IRemindable);

    public static GrainType TypeOf(Type type, IServiceProvider services)
    {
        foreach (var attribute in type.GetCustomAttributes(inherit: false))
        {
            if (attribute is IGrainTypeProviderAttribute named) return named.GetGrainType(services, type);
        }

        var name = type.Name.ToLowerInvariant();
        return GrainType.Create(name.EndsWith("grain", StringComparison.Ordinal) && name.Length > 5 ? name[..^5] : name);
    }
}
