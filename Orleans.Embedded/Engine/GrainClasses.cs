using Orleans.Configuration;
using Orleans.Engine.Activations;
using Orleans.Runtime;

namespace Orleans.Engine;

/// <summary>The grain classes of the application, by name and by interface.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<GrainType, GrainClass> byType = [];
    private readonly Dictionary<Type, List<GrainClass>> byInterface = [];

    public GrainClasses(IServiceProvider services, GrainCollectionOptions collection)
    {
        foreach (var type in GrainAssemblies.GrainClasses())
        {
            var age = collection.ClassSpecificCollectionAge.GetValueOrDefault(type.FullName!, collection.CollectionAge);
            var grainClass = new GrainClass(type, services, age);
            if (!byType.TryAdd(grainClass.GrainType, grainClass))
                throw new OrleansConfigurationException($"{type} and {byType[grainClass.GrainType].Type} have the same grain type, {grainClass.GrainType}; give one a [GrainType].");
            foreach (var contract in grainClass.Interfaces)
            {
                if (!byInterface.TryGetValue(contract, out var classes)) byInterface[contract] = classes = [];
                classes.Add(grainClass);
            }
        }
    }

    public GrainClass Of(GrainType type) => byType.TryGetValue(type, out var found) ? found
        : throw new ArgumentException($"There is no grain class of type {type}.", nameof(type));

    /// <summary>The class behind an interface: the only one, the one with the prefix, or the one with the interface's name.</summary>
    public GrainClass For(Type contract, string? prefix)
    {
        if (!byInterface.TryGetValue(contract, out var classes)) throw new ArgumentException($"Could not find an implementation for interface {contract}.", nameof(contract));
        if (!string.IsNullOrEmpty(prefix)) classes = classes.FindAll(candidate => candidate.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal));
        if (classes.Count == 1) return classes[0];
        return classes.Find(candidate => $"I{candidate.Type.Name}" == contract.Name)
            ?? throw new ArgumentException(classes.Count == 0
                ? $"No implementation of {contract} has a name that starts with {prefix}."
                : $"Unable to identify a single implementation of {contract}: {string.Join(", ", classes.Select(candidate => candidate.Type))}.", nameof(contract));
    }
}
