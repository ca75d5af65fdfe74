using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>
/// Stores a batch so that each activation succeeds or fails by itself. Owner of the fence: at its first conflict an activation is
/// poisoned, all its rows leave the batch, and the others are stored without it.
/// </summary>
internal sealed partial class BatchStore(JournalWriter writer, JournalSink sink, StorageMeter meter, ILogger logger)
{
    private const int VictimAttemptsMax = 3;

    private readonly JournalBatch batch = new();
    private readonly HashSet<JournalSession> fenced = [];

    /// <summary>Every append is answered when this returns.</summary>
    public void Store(List<PendingAppend> appends)
    {
        for (var attempt = 1; ; attempt++)
        {
            appends.RemoveAll(RefusePoisoned);
            if (appends.Count == 0) return;
            if (!writer.IsConnected)
            {
                Fail(appends, new StoreException(StoreFault.Unavailable, connectionLost: false, writer.LastFailure ?? new InvalidOperationException("Not connected.")));
                return;
            }

            if (!batch.TryPrepare(appends, RefuseSummary)) continue;
            var started = writer.Clock.GetTimestamp();
            try
            {
                sink.Store(batch);
            }
            catch (Exception unforeseen) when (unforeseen is not StoreException)
            {
                writer.StartAnew(unforeseen);
                Fail(appends, new StoreException(StoreFault.Unknown, connectionLost: true, unforeseen));
                return;
            }
            catch (StoreException failure)
            {
                if (failure.ConnectionLost) writer.Disconnected(failure.InnerException!);
                switch (failure.Fault)
                {
                    case StoreFault.Conflict when TryFence(appends):
                    case StoreFault.Victim when attempt < VictimAttemptsMax:
                        continue;
                    case StoreFault.Conflict or StoreFault.Refused when SplitHalf(appends) is { Count: > 0 } rest:
                        Store(appends);
                        Store(rest);
                        return;
                    default:
                        Fail(appends, failure);
                        return;
                }
            }

            writer.LastFailure = null;
            meter.Stored(batch.Entries.Count, batch.Summaries.Count, writer.Clock.GetElapsedTime(started));
            foreach (var append in appends) append.SetResult();
            return;
        }
    }

    private bool RefusePoisoned(PendingAppend append)
    {
        if (!append.Session.IsPoisoned) return false;
        append.SetException(append.Session.Refusal());
        return true;
    }

    /// <summary>A change is never stored without its summary: what cannot be listed is refused, and nobody else with it.</summary>
    private void RefuseSummary(JournalSession session, Exception? failure)
    {
        meter.Failed(1);
        LogSummaryRefused(logger, session.Grain, failure);
        session.Poison(new JournalUnavailableException($"The summary of {session.Grain} cannot be stored.", failure));
    }

    /// <summary>Poisons the sessions of which a row exists already; false when there is none.</summary>
    private bool TryFence(List<PendingAppend> appends)
    {
        fenced.Clear();
        try
        {
            sink.FindFenced(batch, fenced);
        }
        catch (StoreException failure)
        {
            if (failure.ConnectionLost) writer.Disconnected(failure.InnerException!);
            Fail(appends, new StoreException(StoreFault.Unavailable, failure.ConnectionLost, failure.InnerException!));
            return true;
        }

        foreach (var session in fenced)
        {
            session.Poison(new JournalFencedException($"{session.Grain} was changed elsewhere; this activation has ended."));
            LogFenced(logger, session.Grain);
        }

        meter.Fenced(fenced.Count);
        return fenced.Count > 0;
    }

    /// <summary>Takes out the half of the sessions that came later, if there are two. So rivals for one grain are parted too, and the first wins.</summary>
    private static List<PendingAppend> SplitHalf(List<PendingAppend> appends)
    {
        var sessions = appends.Select(append => append.Session).Distinct().ToList();
        var later = sessions.Skip((sessions.Count + 1) / 2).ToHashSet();
        var taken = appends.FindAll(append => later.Contains(append.Session));
        appends.RemoveAll(append => later.Contains(append.Session));
        return taken;
    }

    private void Fail(List<PendingAppend> appends, StoreException failure)
    {
        if (failure.Fault != StoreFault.Refused) writer.LastFailure = failure.InnerException;
        meter.Failed(appends.Count);
        LogFailed(logger, appends.Count, failure.Fault, failure.InnerException!);
        foreach (var append in appends) append.Session.Poison(failure.ToJournal());
        foreach (var append in appends) append.SetException(failure.ToJournal());
        appends.Clear();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} was written by another activation; this one ends")]
    private static partial void LogFenced(ILogger logger, string grain);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Appends} appends were not stored: {Fault}")]
    private static partial void LogFailed(ILogger logger, int appends, StoreFault fault, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Grain} has no storable summary; its changes were refused")]
    private static partial void LogSummaryRefused(ILogger logger, string grain, Exception? failure);
}
