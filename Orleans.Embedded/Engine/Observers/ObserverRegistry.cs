using System.Collections.Concurrent;
using Orleans.Engine.Turns;
using Orleans.Runtime;

namespace Orleans.Engine.Observers;

/// <summary>Local objects that grains may call.</summary>
internal sealed class ObserverRegistry(SiloEngine engine)
{
    public static readonly GrainType Type = GrainType.Create("sys.observer");

    private readonly ConcurrentDictionary<GrainId, ObserverQueue> queues = [];
    private long sequence;

    public ObserverQueue Add(IGrainObserver observer)
    {
        var id = GrainId.Create(Type, GrainIdKeyExtensions.CreateIntegerKey(Interlocked.Increment(ref sequence)));
        return queues[id] = new(engine, id, observer);
    }

    public CallTarget Find(GrainId id) => queues.TryGetValue(id, out var queue) ? queue : throw new ClientNotAvailableException(id);

    public void Remove(GrainId id)
    {
        if (queues.TryRemove(id, out var queue)) queue.Close();
    }
}
