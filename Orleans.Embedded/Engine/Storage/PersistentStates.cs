using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Engine.Activations;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Engine.Storage;

/// <summary>Finds storages and makes the states that constructors ask for.</summary>
internal static class PersistentStates
{
    private static readonly MethodInfo CreateMethod = typeof(PersistentStates).GetMethod(nameof(Create), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static Func<Activation, object?> FactoryFor(Type parameter, PersistentStateAttribute attribute)
    {
        if (!parameter.IsGenericType || parameter.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new ArgumentException($"[PersistentState] belongs on a parameter of type IPersistentState<T>, not {parameter}.", nameof(parameter));
        var create = CreateMethod.MakeGenericMethod(parameter.GetGenericArguments()).CreateDelegate<Func<Activation, PersistentStateAttribute, object>>();
        return activation => create(activation, attribute);
    }

    /// <summary>The storage of a <see cref="Grain{TGrainState}"/>.</summary>
    public static IGrainStorage StorageOf(Activation activation) =>
        Find(activation, activation.Class.Type.GetCustomAttribute<StorageProviderAttribute>()?.ProviderName);

    private static PersistentState<TState> Create<TState>(Activation activation, PersistentStateAttribute attribute)
    {
        var state = new PersistentState<TState>(activation, attribute.StateName, Find(activation, attribute.StorageName));
        activation.ObservableLifecycle.Subscribe(attribute.StateName, GrainLifecycleStage.SetupState, state);
        return state;
    }

    private static IGrainStorage Find(Activation activation, string? name)
    {
        var key = string.IsNullOrWhiteSpace(name) ? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME : name;
        return activation.Engine.Services.GetKeyedService<IGrainStorage>(key)
            ?? throw new OrleansConfigurationException($"No storage named {key} is registered, which grain class {activation.Class.Type} asks for; add one, such as AddMemoryGrainStorage(\"{key}\").");
    }
}
