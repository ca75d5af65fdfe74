using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace OutreachSilo.Common;

/// <summary>When and where snapshots are written; only tests change it.</summary>
internal sealed record SnapshotOptions
{
    /// <summary>The fewest changes from one snapshot to the next.</summary>
    public int Every { get; init; } = 1_000;

    /// <summary>Runs the writing, outside the grain.</summary>
    public TaskScheduler Scheduler { get; init; } = TaskScheduler.Default;
}

/// <summary>
/// Reads and writes one activation's snapshot. It holds durable states only, no call waits for its writing, and after any failure the
/// journal alone is read.
/// </summary>
internal sealed partial class SnapshotKeeper<TState>(GrainId grain, IGrainStorage storage, SnapshotOptions options, ILogger log)
    where TState : class, IJournaledState<TState>
{
    /// <summary>A larger snapshot is not stored: on SQLite the journal's writer waits while it is written.</summary>
    private const int BytesMax = 16 * 1024 * 1024;

    /// <summary>A long life is written again after a further tenth of it, so that all its snapshots stay in proportion to it.</summary>
    private const int LifePart = 10;

    /// <summary>The modules that define states and what they are made of.</summary>
    private static readonly string Build = string.Concat(new[] { typeof(TState), typeof(SnapshotKeeper<>), typeof(GrainKeys) }
        .Select(type => $"{type.Module.ModuleVersionId:N}").Distinct());

    private readonly string key = grain.Key.ToString()!;
    private readonly string kind = grain.Type.ToString()!;
    private readonly GrainState<Snapshot> stored = new();
    private Task writing = Task.CompletedTask;
    private long storedVersion;
    private bool isOff;

    /// <summary>The fewest changes of a grain that has a snapshot.</summary>
    public int FirstAt => options.Every;

    /// <summary>Null where the host stores no snapshots.</summary>
    public static SnapshotKeeper<TState>? For(IGrainContext grain) =>
        grain.ActivationServices.GetKeyedService<IGrainStorage>(Snapshot.Storage) is { } storage
        ? new(
            grain.GrainId,
            storage,
            grain.ActivationServices.GetRequiredService<SnapshotOptions>(),
            grain.ActivationServices.GetRequiredService<ILogger<Snapshot>>())
        : null;

    /// <summary>The state after the snapshot and the rest of the journal, with the last change; null without a usable snapshot.</summary>
    /// <exception cref="JournalUnavailableException">The database cannot be read.</exception>
    public async Task<(TState State, JournalEntry Last)?> Read(IJournal journal, CancellationToken cancellationToken)
    {
        if (await Stored() is not { Version: > 0 } snapshot || snapshot.Build != Build) return null;
        var rest = await journal.Read(key, snapshot.Version - 1, cancellationToken);
        if (rest is not [var own, ..] || !snapshot.Matches(key, own))
        {
            LogMismatch(log, key, snapshot.Version);
            return null;
        }

        try
        {
            var state = JournalFold.Apply(key, StateJson.Read<TState>(snapshot.State), snapshot.Version, rest.AsSpan()[1..]);
            storedVersion = snapshot.Version;
            return (state, rest[^1]);
        }
        catch (Exception fault)
        {
            LogUnusable(log, fault, key, snapshot.Version);
            return null;
        }
    }

    /// <summary>Starts to write a snapshot when one is due and none is being written.</summary>
    /// <param name="durable">A state that is in the journal up to <paramref name="last"/>.</param>
    public void Offer(TState durable, JournalEntry last)
    {
        if (isOff || !writing.IsCompleted || last.Version - storedVersion < Math.Max(options.Every, storedVersion / LifePart)) return;
        var start = new Task<Task>(() => Write(durable, last), TaskCreationOptions.DenyChildAttach);
        start.Start(options.Scheduler);
        writing = start.Unwrap();
    }

    private async Task<Snapshot?> Stored()
    {
        try
        {
            await storage.ReadStateAsync(kind, grain, stored);
            return stored.State;
        }
        catch (Exception fault)
        {
            LogNotRead(log, fault, key);
            return null;
        }
        finally
        {
            stored.State = null!;
        }
    }

    private async Task Write(TState durable, JournalEntry last)
    {
        try
        {
            var snapshot = Snapshot.Of(key, Build, last, StateJson.Write(durable));
            var bytes = JsonMarshal.GetRawUtf8Value(snapshot.State).Length;
            if (bytes > BytesMax)
            {
                isOff = true;
                LogTooLarge(log, key, last.Version, bytes, BytesMax);
                return;
            }

            stored.State = snapshot;
            await storage.WriteStateAsync(kind, grain, stored);
            storedVersion = last.Version;
        }
        catch (Exception fault)
        {
            // The next activation tries again.
            isOff = true;
            LogNotWritten(log, fault, key, last.Version);
        }
        finally
        {
            stored.State = null!;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Could not read the snapshot of {Grain}; read its whole journal.")]
    private static partial void LogNotRead(ILogger log, Exception fault, string grain);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The snapshot of {Grain} at version {Version} was damaged or belonged to another journal; read its whole journal.")]
    private static partial void LogMismatch(ILogger log, string grain, long version);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The journal of {Grain} did not continue its snapshot at version {Version}; read its whole journal.")]
    private static partial void LogUnusable(ILogger log, Exception fault, string grain, long version);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Did not store the snapshot of {Grain} at version {Version}: {Bytes} bytes, more than {Max}.")]
    private static partial void LogTooLarge(ILogger log, string grain, long version, int bytes, int max);

    [LoggerMessage(Level = LogLevel.Information, Message = "Could not store the snapshot of {Grain} at version {Version}.")]
    private static partial void LogNotWritten(ILogger log, Exception fault, string grain, long version);
}
