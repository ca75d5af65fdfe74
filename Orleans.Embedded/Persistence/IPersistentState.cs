using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A stored state handed to a grain's constructor; read before <c>OnActivateAsync</c>.</summary>
public interface IPersistentState<TState> : IStorage<TState>;
