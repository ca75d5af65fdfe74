using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace OutreachSilo.Common;

/// <summary>
/// One activation's snapshot. It is taken of durable states only, so it is never ahead of the journal, and nobody waits for it: the state is immutable
/// and is written out beside the grain. Whatever fails with it is logged, and the journal alone will do.
/// </summary>
internal sealed partial class SnapshotShelf<TState>(IPersistentState<Snapshot> stored, SnapshotForm<TState> form, SnapshotPace pace, TimeProvider time, ILogger log)
    where TState : class
{
    /// <summary>Folds the rest of a journal.</summary>
    public delegate TState Resume(string key, TState state, long version, ReadOnlySpan<JournalEntry> entries);

    private Task writing = Task.CompletedTask;
    private DateTimeOffset notBefore;
    private long taken;
    private bool isGivenUp;

    /// <summary>The version from which on a snapshot is wanted.</summary>
    public long Due => isGivenUp ? long.MaxValue : taken + pace.ChangesLeast;

    /// <summary>What is stored, where it is of this program's form. Asked once; the bytes are let go.</summary>
    public Snapshot? Stored()
    {
        var snapshot = stored.State;
        stored.State = new();
        return snapshot is { Version: > 0 } && snapshot.Form == form.Alias ? snapshot : null;
    }

    /// <summary>The state after a snapshot and the rest of the journal, or null where they do not belong together.</summary>
    /// <param name="rest">From the snapshot's own last change on.</param>
    public TState? Open(string key, Snapshot snapshot, ImmutableArray<JournalEntry> rest, Resume resume)
    {
        if (rest is not [var own, ..] || !snapshot.IsOf(key, own))
        {
            LogSetAside(log, key, snapshot.Version);
            return null;
        }

        try
        {
            var state = resume(key, form.Read(key, snapshot.State), snapshot.Version, rest.AsSpan()[1..]);
            taken = snapshot.Version;
            return state;
        }
        catch (Exception fault)
        {
            LogWrong(log, fault, key, snapshot.Version);
            return null;
        }
    }

    /// <summary>Takes one, unless one is being taken or the last is young. Returns the version at which to offer again.</summary>
    public long Offer(string key, TState durable, JournalEntry last)
    {
        if (isGivenUp) return long.MaxValue;
        if (last.Version >= Due && writing.IsCompleted && time.GetUtcNow() >= notBefore)
        {
            notBefore = time.GetUtcNow() + pace.Pause;
            writing = Write(key, durable, last);
        }

        return last.Version + pace.ChangesLeast;
    }

    /// <summary>The activation ends: what came since is worth one more. Calls wait for the next activation meanwhile, so not for long.</summary>
    public Task End(string key, TState durable, JournalEntry last) => Wait(WriteLast(key, durable, last));

    private async Task WriteLast(string key, TState durable, JournalEntry last)
    {
        await writing;
        if (last.Version >= Due) await Write(key, durable, last);
    }

    private async Task Wait(Task last) =>
        await last.WaitAsync(pace.EndAtMost, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private async Task Write(string key, TState durable, JournalEntry last)
    {
        try
        {
            var snapshot = await Task.Factory.StartNew(() => Snapshot.Of(key, form.Alias, last, form.Write(durable)), CancellationToken.None, TaskCreationOptions.DenyChildAttach, pace.Beside);
            if (snapshot.State.Length > pace.BytesMost)
            {
                LogTooLong(log, key, snapshot.State.Length, pace.BytesMost);
                isGivenUp = true;
                return;
            }

            stored.State = snapshot;
            await stored.WriteStateAsync();
            taken = last.Version;
        }
        catch (Exception fault)
        {
            // Another activation has written one, or the storage is away: the next activation tries again.
            isGivenUp = true;
            LogNotTaken(log, fault, key, last.Version);
        }
        finally
        {
            stored.State = new();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The snapshot of {Grain} at version {Version} is damaged or not of this journal, which is read from the beginning.")]
    private static partial void LogSetAside(ILogger log, string grain, long version);

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal of {Grain} does not follow from its snapshot at version {Version} and is read from the beginning.")]
    private static partial void LogWrong(ILogger log, Exception fault, string grain, long version);

    [LoggerMessage(Level = LogLevel.Information, Message = "No snapshot of {Grain} at version {Version} was stored; its journal is longer to read until the next one.")]
    private static partial void LogNotTaken(ILogger log, Exception fault, string grain, long version);

    [LoggerMessage(Level = LogLevel.Information, Message = "The snapshot of {Grain} would have {Bytes} bytes, more than {Most}, and is left out.")]
    private static partial void LogTooLong(ILogger log, string grain, int bytes, int most);
}
