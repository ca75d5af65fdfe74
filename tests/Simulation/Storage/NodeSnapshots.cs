using System.Globalization;
using System.Text.Json;
using Orleans.Storage;
using OutreachSilo.Common;
using OutreachSilo.Machine;

namespace OutreachSilo.Storage;

/// <summary>One node's way to the snapshots, which in a storm may have been deleted, be old or be damaged when they are read.</summary>
internal sealed class NodeSnapshots(World world, NodeJournal journal, Database database, Func<Weather> weather) : IGrainStorage
{
    /// <summary>True only in the negative control: each says that it has seen a change more than it has.</summary>
    public bool Lie { get; init; }

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (body, tag) = await Read(grainId.Key.ToString()!);
        grainState.RecordExists = body is not null;
        grainState.ETag = tag == 0 ? null : tag.ToString(CultureInfo.InvariantCulture);
        grainState.State = body is null ? default : (T)(object)JsonSerializer.Deserialize<Snapshot>(body)!;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var snapshot = (Snapshot)(object)grainState.State!;
        var grain = grainId.Key.ToString()!;
        if (Lie && database.Of(grain).FirstOrDefault(entry => entry.Version == snapshot.Version + 1) is { } next) snapshot = Snapshot.Of(grain, snapshot.Build, next, snapshot.State);
        var (body, expected) = (JsonSerializer.SerializeToUtf8Bytes(snapshot), grainState.ETag is { } tag ? int.Parse(tag, CultureInfo.InvariantCulture) : 0);
        if (!await journal.Ask(() => database.Snapshots.Put(grain, expected, body))) throw new InconsistentStateException($"Another has written the snapshot of {grain}.");
        world.Note($"snapshot of {grain} at {snapshot.Version}");
        grainState.ETag = (expected + 1).ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();

    /// <summary>As the service's own storage does it, a read that fails finds nothing.</summary>
    private async Task<(byte[]? Body, int Tag)> Read(string grain)
    {
        try
        {
            return await journal.Ask(() => Choose(grain, database.Snapshots.Of(grain)));
        }
        catch (JournalUnavailableException)
        {
            return default;
        }
    }

    private (byte[]? Body, int Tag) Choose(string grain, IReadOnlyList<byte[]> rows)
    {
        var (dice, now) = (world.Dice, weather());
        if (rows.Count == 0) return default;
        world.Note($"{grain} has a snapshot");
        if (dice.OneIn(now.DeletedSnapshot)) return (null, rows.Count);
        if (dice.OneIn(now.OldSnapshot)) return (dice.Pick(rows), rows.Count);
        return dice.OneIn(now.DamagedSnapshot) ? (Damaged(rows[^1], dice), rows.Count) : (rows[^1], rows.Count);
    }

    /// <summary>Still JSON, and another number than was written.</summary>
    private static byte[] Damaged(byte[] body, Dice dice)
    {
        var damaged = (byte[])body.Clone();
        var digits = Enumerable.Range(1, damaged.Length - 2).Where(i => char.IsAsciiDigit((char)damaged[i]) && char.IsAsciiDigit((char)damaged[i - 1])).ToList();
        if (digits.Count > 0) damaged[dice.Pick(digits)] ^= 1;
        return damaged;
    }
}
