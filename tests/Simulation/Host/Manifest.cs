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
/// What Orleans itself knows of the grains: the references and requests that its generator wrote, copiers, codecs and names. It is the container of a
/// silo that is never started, one for all worlds.
/// </summary>
internal static class Manifest
{
    private static readonly IServiceProvider Silo = Build();
    private static readonly TypeManifestOptions Types = Silo.GetRequiredService<IOptions<TypeManifestOptions>>().Value;
    private static readonly GrainTypeResolver GrainTypes = Silo.GetRequiredService<GrainTypeResolver>();
    private static readonly GrainInterfaceTypeResolver InterfaceTypes = Silo.GetRequiredService<GrainInterfaceTypeResolver>();
    private static readonly ConcurrentDictionary<Type, Contract> Contracts = [];
    private static readonly ConcurrentDictionary<GrainType, GrainClass> Classes = new(Types.InterfaceImplementations
        .Where(type => type.IsAssignableTo(typeof(Grain)) && !type.IsAbstract && !type.ContainsGenericParameters)
        .Select(type => KeyValuePair.Create(GrainTypes.GetGrainType(type), new GrainClass(type))));

    public static Serializer Serializer { get; } = Silo.GetRequiredService<Serializer>();

    public static DeepCopier<Response> ResponseCopier { get; } = Silo.GetRequiredService<DeepCopier>().GetCopier<Response>();

    public static GrainClass ClassOf(GrainType type) => Classes[type];

    /// <summary>The contract, and the one class that keeps it; null of an observer.</summary>
    public static Contract ContractOf(Type contract) => Contracts.GetOrAdd(contract, static contract => new(
        InterfaceTypes.GetGrainInterfaceType(contract),
        Classes.FirstOrDefault(known => known.Value.Type.IsAssignableTo(contract)) is { Value: not null } found ? found.Key : null,
        Types.InterfaceProxies.Single(proxy => proxy.GetInterfaces() is var all && all.Contains(contract) && !all.Any(other => other != contract && other.IsAssignableTo(contract)))
            .GetConstructor([typeof(GrainReferenceShared), typeof(IdSpan)])!));

    public static GrainReferenceShared Share(GrainType grain, Contract contract, IGrainReferenceRuntime runtime) =>
        new(grain, contract.Name, 0, runtime, default, Silo.GetRequiredService<CodecProvider>(), Silo.GetRequiredService<CopyContextPool>(), Silo);

    private static IServiceProvider Build()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(silo => silo.UseLocalhostClustering());
        return builder.Build().Services;
    }

    /// <summary>An interface of grains or observers.</summary>
    /// <param name="Grain">The kind of grain that keeps it.</param>
    /// <param name="Reference">The generated reference's constructor.</param>
    internal sealed record Contract(GrainInterfaceType Name, GrainType? Grain, ConstructorInfo Reference);
}

/// <summary>The one thing of Orleans that has no public door: whose turn it is. A grain's constructor reads it.</summary>
internal static class CurrentGrain
{
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "SetExecutionContext")]
    public static extern void Set([UnsafeAccessorType("Orleans.Runtime.RuntimeContext, Orleans.Core.Abstractions")] object? none, IGrainContext? next, out IGrainContext? before);
}
