using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Engine.Storage;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Engine.Activations;

/// <summary>What is known of a grain class once and for all. Shared by the silos of a process: reflection, and the code it makes, cost more than all else of a start.</summary>
internal sealed class GrainBlueprint
{
    private static readonly ConcurrentDictionary<Type, GrainBlueprint> Known = [];

    private readonly ConstructorInvoker invoker;
    private readonly Func<Activation, object?>[] arguments;

    private GrainBlueprint(Type type)
    {
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        IsKeptAlive = type.IsDefined(typeof(KeepAliveAttribute), inherit: true);
        MayInterleave = PredicateOf(type);
        IsFilter = typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        Interfaces = [.. type.GetInterfaces().Where(GrainClass.IsGrainInterface)];
        var constructor = ConstructorOf(type);
        arguments = [.. constructor.GetParameters().Select(ArgumentOf)];
        invoker = ConstructorInvoker.Create(constructor);
    }

    public bool IsReentrant { get; }

    public bool IsKeptAlive { get; }

    public Func<object, IInvokable, bool>? MayInterleave { get; }

    public bool IsFilter { get; }

    public Type[] Interfaces { get; }

    public static GrainBlueprint Of(Type type) => Known.GetOrAdd(type, static type => new(type));

    public object Create(Activation activation)
    {
        var values = new object?[arguments.Length];
        for (var i = 0; i < values.Length; i++) values[i] = arguments[i](activation);
        return invoker.Invoke(values.AsSpan());
    }

    private static Func<object, IInvokable, bool>? PredicateOf(Type type)
    {
        if (type.GetCustomAttribute<MayInterleaveAttribute>() is not { } attribute) return null;
        var method = type.GetMethod(attribute.CallbackMethodName, BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new InvalidOperationException($"{type} has no method {attribute.CallbackMethodName}, which its [MayInterleave] names.");
        var predicate = MethodInvoker.Create(method);
        return (instance, request) => (bool)predicate.Invoke(method.IsStatic ? null : instance, request)!;
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
