using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Engine.Activations;

/// <summary>Which activation a grain has. Owner of: at most one activation of a grain at a time.</summary>
internal sealed class GrainDirectory(SiloEngine engine)
{
    private readonly ConcurrentDictionary<GrainId, Activation> activations = [];

    public int Count => activations.Count;

    public ICollection<Activation> All => activations.Values;

    public Activation GetOrAdd(GrainId id) =>
        activations.TryGetValue(id, out var found)
            ? found
            : activations.GetOrAdd(id, static (id, engine) => new Activation(engine, engine.Classes.Of(id.Type), id), engine);

    public void Remove(Activation activation) => activations.TryRemove(KeyValuePair.Create(activation.GrainId, activation));
}
