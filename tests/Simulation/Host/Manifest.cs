using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Metadata;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Invocation;
using Orleans.Serialization.Serializers;

namespace OutreachSilo.Host;

/// <summary>
/// What Orleans knows of the grains: generated references and requests, codecs, copiers and names. They come from the container of a silo
/// that is built once and never started.
/// </summary>
internal static class Manifest
{
    private static readonly IServiceProvider Silo = Build();
    private static readonly TypeManifestOptions Types = Silo.GetRequiredService<IOptions<TypeManifestOptions>>().Value;
    private static readonly GrainTypeResolver GrainTypes = Silo.GetRequiredService<GrainTypeResolver>();
    private static readonly GrainInterfaceTypeResolver InterfaceTypes = Silo.GetRequiredService<GrainInterfaceTypeResolver>();
    private static readonly CodecProvider Codecs = Silo.GetRequiredService<CodecProvider>();
    private static readonly CopyContextPool CopyContexts = Silo.GetRequiredService<CopyContextPool>();
    private static readonly ConcurrentDictionary<Type, Contract> Contracts = [];
    private static readonly ConcurrentDictionary<GrainType, GrainClass> Classes = new(Types.InterfaceImplementations
        .Where(type => type.IsAssignableTo(typeof(Grain)) && !type.IsAbstract && !type.ContainsGenericParameters)
        .Select(type => KeyValuePair.Create(GrainTypes.GetGrainType(type), new GrainClass(type))));

    public static Serializer Serializer { get; } = Silo.GetRequiredService<Serializer>();

    public static DeepCopier<Response> ResponseCopier { get; } = Silo.GetRequiredService<DeepCopier>().GetCopier<Response>();

    public static GrainClass ClassOf(GrainType type) => Classes[type];

    /// <summary>The contract of an interface, and the one grain class that implements it.</summary>
    public static Contract ContractOf(Type contract) => Contracts.GetOrAdd(contract, static contract => new(
        InterfaceTypes.GetGrainInterfaceType(contract),
        Classes.FirstOrDefault(known => known.Value.Type.IsAssignableTo(contract)) is { Value: not null } found ? found.Key : null,
        Types.InterfaceProxies.Single(proxy => IsProxyOf(proxy, contract))
            .GetConstructor([typeof(GrainReferenceShared), typeof(IdSpan)])!));

    public static GrainReferenceShared Share(GrainType grain, Contract contract, IGrainReferenceRuntime runtime) =>
        new(grain, contract.Name, 0, runtime, default, Codecs, CopyContexts, Silo);

    private static bool IsProxyOf(Type proxy, Type contract) =>
        proxy.IsAssignableTo(contract) && !proxy.GetInterfaces().Any(other => other != contract && other.IsAssignableTo(contract));

    private static IServiceProvider Build()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(silo => silo.UseLocalhostClustering());
        return builder.Build().Services;
    }

    /// <summary>An interface of grains or observers.</summary>
    /// <param name="Grain">Type of the grain that implements it; null for an observer.</param>
    /// <param name="Reference">Constructor of the generated reference.</param>
    internal sealed record Contract(GrainInterfaceType Name, GrainType? Grain, ConstructorInfo Reference);
}

/// <summary>Whose turn it is: the constructor of <see cref="Grain"/> reads it, and Orleans has no public way to set it.</summary>
internal static class CurrentGrain
{
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "SetExecutionContext")]
    public static extern void Set(
        [UnsafeAccessorType("Orleans.Runtime.RuntimeContext, Orleans.Core.Abstractions")] object? none,
        IGrainContext? next,
        out IGrainContext? before);
}
