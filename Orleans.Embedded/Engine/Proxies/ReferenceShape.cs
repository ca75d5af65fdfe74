using Orleans.Engine.Calls;
using Orleans.Runtime;

namespace Orleans.Engine.Proxies;

/// <summary>What all references of one interface to one grain class share.</summary>
internal sealed class ReferenceShape(SiloEngine engine, GrainType grainType, GrainInterfaceType interfaceType, MethodShape[] methods)
{
    private readonly long[] timeouts = [.. methods.Select(method => TicksOf(method.Timeout ?? engine.Messaging.ResponseTimeout, engine.Clock))];

    public SiloEngine Engine => engine;

    public GrainType GrainType => grainType;

    public GrainInterfaceType InterfaceType => interfaceType;

    public MethodShape[] Methods => methods;

    /// <summary>Timeouts by method, in the clock's timestamp ticks.</summary>
    public long[] Timeouts => timeouts;

    private static long TicksOf(TimeSpan timeout, TimeProvider clock) =>
        timeout == Timeout.InfiniteTimeSpan || timeout == TimeSpan.MaxValue ? long.MaxValue / 2 : (long)(timeout.TotalSeconds * clock.TimestampFrequency);
}
