using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Engine.Storage;
using Orleans.Metadata;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Engine.Activations;

/// <summary>What is known of a grain class once and for all.</summary>
internal sealed class GrainClass
{
    private readonly ConstructorInfo constructor;
    private readonly Func<Activation, object?>[] arguments;

    public GrainClass(Type type, IServiceProvider services, TimeSpan collectionAge)
    {
        Type = type;
        GrainType = TypeOf(type, services);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        MayInterleave = PredicateOf(type);
        IsFilter = typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        Interfaces = [.. type.GetInterfaces().Where(IsGrainInterface)];
        CollectionAge = type.IsDefined(typeof(KeepAliveAttribute), inherit: true) ? TimeSpan.MaxValue : collectionAge;
        constructor = ConstructorOf(type);
        arguments = [.. constructor.GetParameters().Select(ArgumentOf)];
        Invoker = ConstructorInvoker.Create(constructor);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    public Func<object, IInvokable, bool>? MayInterleave { get; }

    public bool IsFilter { get; }

    public Type[] Interfaces { get; }

    /// <summary>How long an activation may be idle; <see cref="TimeSpan.MaxValue"/> for ever.</summary>
    public TimeSpan CollectionAge { get; }

    private ConstructorInvoker Invoker { get; }

    public object Create(Activation activation)
    {
        var values = new object?[arguments.Length];
        for (var i = 0; i < values.Length; i++) values[i] = arguments[i](activation);
        return Invoker.Invoke(values.AsSpan());
    }

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

    private static Func<object, IInvokable, bool>? PredicateOf(Type type)
    {
        if (type.GetCustomAttribute<MayInterleaveAttribute>() is not { } attribute) return null;
        var method = type.GetMethod(attribute.CallbackMethodName, BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new InvalidOperationException($"{type} has no method {attribute.CallbackMethodName}, which its [MayInterleave] names.");
        var invoker = MethodInvoker.Create(method);
        return (instance, request) => (bool)invoker.Invoke(method.IsStatic ? null : instance, request)!;
    }

    private static ConstructorInfo ConstructorOf(Type type)
    {
        var constructors = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public);
        if (constructors.Length == 0) constructors = type.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic);
        return Array.Find(constructors, candidate => candidate.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? constructors.MaxBy(candidate => candidate.GetParameters().Length)!;
    }

    private static Func<Activation, object?> ArgumentOf(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state) return PersistentStates.FactoryFor(type, state);
        if (type == typeof(IGrainContext)) return static activation => activation;
        if (type == typeof(IServiceProvider)) return static activation => activation.ActivationServices;
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
            return activation => activation.ActivationServices.GetRequiredKeyedService(type, keyed.Key);
        if (parameter.HasDefaultValue) return activation => activation.ActivationServices.GetService(type) ?? parameter.DefaultValue;
        return activation => activation.ActivationServices.GetRequiredService(type);
    }
}
