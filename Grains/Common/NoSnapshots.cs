using Orleans.Storage;

namespace OutreachSilo.Common;

/// <summary>The storage of a host that keeps no snapshots: every journal is read from its beginning.</summary>
internal sealed class NoSnapshots : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;
}
