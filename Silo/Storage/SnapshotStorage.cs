using Orleans.Storage;

namespace OutreachSilo.Storage;

/// <summary>Snapshots are a cache: where they cannot be read, a grain starts without one, and its journal says what is wrong.</summary>
internal sealed partial class SnapshotStorage(IGrainStorage rows, ILogger<SnapshotStorage> log) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            await rows.ReadStateAsync(stateName, grainId, grainState);
        }
        catch (Exception fault)
        {
            LogUnread(log, fault, grainId);
            (grainState.State, grainState.ETag, grainState.RecordExists) = (default, null, false);
        }
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => rows.WriteStateAsync(stateName, grainId, grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => rows.ClearStateAsync(stateName, grainId, grainState);

    [LoggerMessage(Level = LogLevel.Information, Message = "The snapshot of {Grain} cannot be read; its journal is read from the beginning.")]
    private static partial void LogUnread(ILogger log, Exception fault, GrainId grain);
}
