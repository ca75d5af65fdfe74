using Orleans.Core;
using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain with one stored state, read before <see cref="Grain.OnActivateAsync"/> runs.</summary>
public class Grain<TGrainState> : Grain
{
    private readonly IStorage<TGrainState> storage;

    /// <summary>Called by the engine; the state lives in the storage named by <c>[StorageProvider]</c>, else the default one.</summary>
    protected Grain()
    {
        storage = RequiredRuntime.GetStorage<TGrainState>(GrainContext);
        GrainContext.ObservableLifecycle.Subscribe(nameof(Grain<TGrainState>), GrainLifecycleStage.SetupState, new ReadOnStart(this));
    }

    /// <summary>For tests.</summary>
    protected Grain(IStorage<TGrainState> storage) => this.storage = storage;

    /// <summary>The state in memory.</summary>
    protected TGrainState State
    {
        get => storage.State;
        set => storage.State = value;
    }

    /// <summary>Removes the stored record.</summary>
    protected virtual Task ClearStateAsync() => storage.ClearStateAsync();

    /// <summary>Stores the state; throws <see cref="Storage.InconsistentStateException"/> if another writer was first.</summary>
    protected virtual Task WriteStateAsync() => storage.WriteStateAsync();

    /// <summary>Reads the stored state, dropping what is in memory.</summary>
    protected virtual Task ReadStateAsync() => storage.ReadStateAsync();

    private sealed class ReadOnStart(Grain<TGrainState> grain) : ILifecycleObserver
    {
        public Task OnStart(CancellationToken cancellationToken = default) => grain.ReadStateAsync();

        public Task OnStop(CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
