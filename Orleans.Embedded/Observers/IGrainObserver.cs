using Orleans.Runtime;

namespace Orleans;

/// <summary>An interface through which grains call local objects; see <see cref="IGrainFactory.CreateObjectReference{T}"/>.</summary>
public interface IGrainObserver : IAddressable;
