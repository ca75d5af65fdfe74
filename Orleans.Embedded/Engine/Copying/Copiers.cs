using System.Collections.Concurrent;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Engine.Copying;

/// <summary>Copies a value, in the context of a copy under way.</summary>
internal delegate object CopyFunction(object value, CopyContext context);

/// <summary>Finds, once for each type, how its values are copied.</summary>
internal static class Copiers
{
    private static readonly ConcurrentDictionary<Type, CopyFunction> ByType = [];

    public static object Copy(object value, Type declared, CopyContext context)
    {
        if (value is IAddressable addressable) return CopyAddressable(addressable, declared);
        var type = value.GetType();
        if (type.IsValueType) return Of(type)(value, context);
        if (context.TryGet(value, out var copy)) return copy!;
        return Of(type)(value, context);
    }

    /// <summary>Called from generated copiers, for members of any type.</summary>
    public static T CopyMember<T>(T value, CopyContext context) =>
        DeepCopier<T>.IsShared || value is null ? value : (T)Copy(value, typeof(T), context);

    private static CopyFunction Of(Type type) => ByType.TryGetValue(type, out var known) ? known : ByType.GetOrAdd(type, Make(type));

    private static CopyFunction Make(Type type)
    {
        if (type == typeof(object)) return static (_, _) => new object();
        if (Immutability.IsImmutable(type)) return static (value, _) => value;
        return CollectionCopiers.For(type) ?? MemberCopier.For(type) ?? throw new CodecNotFoundException(
            $"Could not find a copier for type {type}. Types in grain calls need [GenerateSerializer] and [Id] on their members, or [Immutable].");
    }

    // A grain that passes itself passes a reference to itself.
    private static object CopyAddressable(IAddressable value, Type declared) => value switch
    {
        GrainReference => value,
        IGrainBase => declared.IsInterface && declared != typeof(IAddressable) ? value.AsReference(declared) : GrainExtensions.ReferenceOf(value),
        _ => throw new CodecNotFoundException(
            $"{value.GetType()} is an observer's own object; pass the reference that {nameof(IGrainFactory.CreateObjectReference)} made of it."),
    };
}
