using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Engine.Copying;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Engine.Storage;

/// <summary>Records in memory. What is stored is a copy, so that only a write changes it.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string State, GrainId Grain), Row> rows = [];
    private readonly Lock gate = new();
    private long sequence;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = rows.GetValueOrDefault((stateName, grainId));
        grainState.State = row is null ? default : DeepCopier<T>.Copy((T)row.State!);
        grainState.ETag = row?.ETag;
        grainState.RecordExists = row is not null;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var copy = DeepCopier<T?>.Copy(grainState.State);
        lock (gate)
        {
            Check((stateName, grainId), grainState.ETag);
            var tag = (++sequence).ToString(CultureInfo.InvariantCulture);
            rows[(stateName, grainId)] = new(copy, tag);
            grainState.ETag = tag;
        }

        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (gate)
        {
            Check((stateName, grainId), grainState.ETag);
            rows.TryRemove((stateName, grainId), out _);
        }

        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private void Check((string State, GrainId Grain) key, string? tag)
    {
        var stored = rows.GetValueOrDefault(key)?.ETag;
        if (!string.Equals(stored, tag, StringComparison.Ordinal))
            throw new InconsistentStateException($"The record {key.State} of {key.Grain} is not the one that was read.", stored, tag);
    }

    private sealed record Row(object? State, string ETag);
}
