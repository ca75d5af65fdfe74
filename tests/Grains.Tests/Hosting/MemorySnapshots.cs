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

    private TaskCompletionSource stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Called before each is read.</summary>
    public Action<string> BeforeReading { get; set; } = _ => { };

    /// <summary>Awaited before each is stored.</summary>
    public Func<string, Snapshot, Task> BeforeStoring { get; set; } = (_, _) => Task.CompletedTask;

    public Snapshot? this[string grain]
    {
        get => rows.TryGetValue(grain, out var row) ? JsonSerializer.Deserialize<Snapshot>(row.Body) : null;
        set
        {
            if (value is null) rows.TryRemove(grain, out _);
            else rows[grain] = (JsonSerializer.SerializeToUtf8Bytes(value), rows.GetValueOrDefault(grain).Tag + 1);
        }
    }

    /// <summary>Waits for a grain's snapshot of this version or a later one.</summary>
    public async Task<Snapshot> WhenStored(string grain, long version)
    {
        while (true)
        {
            var next = Volatile.Read(ref stored).Task;
            if (this[grain] is { } snapshot && snapshot.Version >= version) return snapshot;
            await next;
        }
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = grainId.Key.ToString()!;
        BeforeReading(key);
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
        Interlocked.Exchange(ref stored, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
}
