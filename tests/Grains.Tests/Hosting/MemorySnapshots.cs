using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans.Storage;
using OutreachSilo.Common;

namespace OutreachSilo.Hosting;

/// <summary>Snapshots in memory, as JSON, which outlive a host; a test may change them behind the grains' backs.</summary>
internal sealed class MemorySnapshots : IGrainStorage
{
    private readonly ConcurrentDictionary<string, (byte[] Body, int Tag)> rows = new(StringComparer.Ordinal);

    /// <summary>Awaited before each is stored.</summary>
    public Func<string, Snapshot, Task> BeforeStoring { get; set; } = (_, _) => Task.CompletedTask;

    public Snapshot? this[string grain]
    {
        get => rows.TryGetValue(grain, out var row) ? JsonSerializer.Deserialize(row.Body, SnapshotJson.Default.Snapshot) : null;
        set
        {
            if (value is null) rows.TryRemove(grain, out _);
            else rows[grain] = (JsonSerializer.SerializeToUtf8Bytes(value, SnapshotJson.Default.Snapshot), rows.GetValueOrDefault(grain).Tag + 1);
        }
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = grainId.Key.ToString()!;
        var isThere = rows.TryGetValue(key, out var row);
        grainState.RecordExists = isThere;
        grainState.ETag = isThere ? row.Tag.ToString(CultureInfo.InvariantCulture) : null;
        grainState.State = isThere ? (T)(object)this[key]! : default;
        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (key, snapshot) = (grainId.Key.ToString()!, (Snapshot)(object)grainState.State!);
        await BeforeStoring(key, snapshot);
        if (rows.GetValueOrDefault(key).Tag.ToString(CultureInfo.InvariantCulture) != (grainState.ETag ?? "0")) throw new InconsistentStateException($"Another has written the snapshot of {key}.");
        this[key] = snapshot;
        grainState.ETag = rows[key].Tag.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
}
