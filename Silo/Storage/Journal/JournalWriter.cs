using OutreachSilo.Common;
using Polly;
using Polly.Retry;

namespace OutreachSilo.Storage;

/// <summary>
/// Group commit: a thread that takes all that is queued, stores it in one transaction, and answers. While it flushes, the next batch
/// forms; a lone caller waits for nobody. Owns a connection that nothing else writes on, and reconnects by itself.
/// </summary>
internal sealed partial class JournalWriter : IAsyncDisposable
{
    private static readonly TimeSpan IdlePatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMilliseconds(50);

    private readonly WriteQueue queue;
    private readonly JournalSink sink;
    private readonly BatchStore store;
    private readonly StorageMeter meter;
    private readonly ILogger logger;
    private readonly ResiliencePipeline reconnecting;
    private readonly Thread thread;
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stopping = new();

    public JournalWriter(StorageOptions options, TimeProvider clock, JournalSink sink, StorageMeter meter, ILogger<JournalWriter> logger)
    {
        Options = options;
        Clock = clock;
        this.sink = sink;
        this.meter = meter;
        this.logger = logger;
        queue = new WriteQueue(options);
        store = new BatchStore(this, sink, meter, logger);
        reconnecting = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                // A connection attempt that runs out of time may also end as cancelled: only our own end is one.
                ShouldHandle = new PredicateBuilder().Handle<Exception>(_ => !stopping.IsCancellationRequested),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(50),
                MaxDelay = TimeSpan.FromMilliseconds(250),
                OnRetry = attempt =>
                {
                    LastFailure = attempt.Outcome.Exception;
                    return default;
                },
            })
            .Build();
        thread = new Thread(Loop) { IsBackground = true, Name = "journal writer" };
    }

    public StorageOptions Options { get; }

    public TimeProvider Clock { get; }

    public bool IsConnected { get; private set; }

    /// <summary>Why the last write failed; null once one has worked again.</summary>
    public Exception? LastFailure { get; set; }

    /// <summary>Completes with the first connection.</summary>
    public Task Start()
    {
        thread.Start();
        return opened.Task;
    }

    /// <exception cref="JournalBusyException">The queue is full; nothing was queued.</exception>
    public void Enqueue(PendingAppend append)
    {
        if (queue.TryAdd(append, out var why)) return;
        append.Session.Poison(why);
        append.TrySetException(new JournalUnavailableException(why.Message, why));
    }

    /// <exception cref="JournalBusyException">The queue is full; nothing was queued.</exception>
    public void Enqueue(PendingWrite write)
    {
        if (!queue.TryAdd(write, out var why)) write.TrySetException(new JournalUnavailableException(why.Message, why));
    }

    /// <summary>The connection is gone; the loop makes a new one before the next batch.</summary>
    public void Disconnected(Exception why)
    {
        if (!IsConnected) return;
        IsConnected = false;
        LastFailure = why;
        LogDisconnected(logger, why);
    }

    /// <summary>What nobody has foreseen costs the connection and what was in hand; the writer itself goes on.</summary>
    public void StartAnew(Exception failure)
    {
        LogUnforeseen(logger, failure);
        Disconnected(failure);
    }

    /// <summary>Writes what is queued, then closes. What cannot be written any more is answered with a fault.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.End();
        await stopping.CancelAsync();
        if (thread.ThreadState.HasFlag(ThreadState.Unstarted)) sink.Dispose();
        else await ended.Task;
        stopping.Dispose();
    }

    private void Loop()
    {
        var batch = new List<PendingAppend>();
        try
        {
            while (EnsureConnected() && queue.Take(batch, IdlePatience, out var write))
            {
                if (batch.Count > 0) store.Store(batch);
                else if (write is null) Try(sink.Ping);
                batch.Clear();
                if (write is not null) Run(write);
            }

            if (IsConnected) Try(sink.Finish);
        }
        catch (Exception failure)
        {
            LastFailure = failure;
            IsConnected = false;
            LogBroken(logger, failure);
            Fail(batch, new JournalOutcomeUnknownException("The writer broke down.", failure));
        }
        finally
        {
            IsConnected = false;
            queue.End();
            Expire(long.MaxValue, "The service is stopping.");
            sink.Dispose();
            opened.TrySetCanceled();
            ended.SetResult();
        }
    }

    private bool EnsureConnected()
    {
        if (IsConnected) return true;
        var since = Clock.GetTimestamp();
        var turnedAway = false;
        var opening = Task.Run(async () => await reconnecting.ExecuteAsync(async token => await sink.Open(token), stopping.Token));
        while (!WaitFor(opening))
        {
            Expire(Clock.GetTimestamp() - Ticks(Options.AppendDeadline), "The database could not be reached in time.");
            if (turnedAway || Clock.GetElapsedTime(since) < Options.AppendDeadline) continue;
            turnedAway = true;
            queue.TurnAway(new JournalUnavailableException("The database cannot be reached.", LastFailure));
        }

        if (!opening.IsCompletedSuccessfully) return false;
        queue.TurnAway(null);
        IsConnected = true;
        LastFailure = null;
        if (!opened.TrySetResult()) LogReconnected(logger, Clock.GetElapsedTime(since).TotalSeconds);
        return true;
    }

    private static bool WaitFor(Task task) => Task.WaitAny([task], SweepPeriod) == 0;

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (StoreException failure)
        {
            Disconnected(failure.InnerException!);
        }
        catch (Exception failure)
        {
            StartAnew(failure);
        }
    }

    private void Run(PendingWrite write)
    {
        if (write.CancellationToken.IsCancellationRequested)
        {
            write.TrySetCanceled(write.CancellationToken);
            return;
        }

        try
        {
            sink.Run(write.Work, write.CancellationToken);
            LastFailure = null;
            write.TrySetResult();
        }
        catch (StoreException failure)
        {
            LastFailure = failure.InnerException;
            if (failure.ConnectionLost) Disconnected(failure.InnerException!);
            write.TrySetException(failure.ToJournal());
        }
        catch (OperationCanceledException canceled)
        {
            write.TrySetCanceled(canceled.CancellationToken);
        }
        catch (Exception failure)
        {
            write.TrySetException(failure);
        }
    }

    private void Expire(long before, string why)
    {
        var late = new List<PendingAppend>();
        var lateWrites = new List<PendingWrite>();
        queue.TakeExpired(before, late, lateWrites);
        foreach (var write in lateWrites) write.TrySetException(new JournalUnavailableException(why, LastFailure));
        if (late.Count == 0) return;
        meter.Failed(late.Count);
        Fail(late, new JournalUnavailableException(why, LastFailure));
    }

    private static void Fail(List<PendingAppend> appends, JournalException failure)
    {
        foreach (var append in appends) append.Session.Poison(failure);
        foreach (var append in appends) append.TrySetException(failure);
    }

    private long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Clock.TimestampFrequency);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The journal's connection is lost; connecting again")]
    private static partial void LogDisconnected(ILogger logger, Exception why);

    [LoggerMessage(Level = LogLevel.Information, Message = "The journal is connected again after {Seconds:0.0} s")]
    private static partial void LogReconnected(ILogger logger, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal's writer met something unforeseen; it connects anew")]
    private static partial void LogUnforeseen(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The journal's writer broke down; nothing can be written until the service restarts")]
    private static partial void LogBroken(ILogger logger, Exception failure);
}
