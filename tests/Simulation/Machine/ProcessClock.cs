namespace OutreachSilo.Machine;

/// <summary>The world's clock as one process sees it. Its timers are the process's alarms.</summary>
internal sealed class ProcessClock(Process process) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => process.World.Now;

    public override long GetTimestamp() => process.World.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new AlarmTimer(process, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class AlarmTimer(Process process, TimerCallback callback, object? state) : ITimer
    {
        private Alarm? next;
        private TimeSpan period;
        private bool isDisposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            next?.Cancel();
            next = null;
            if (isDisposed) return false;
            this.period = period;
            if (dueTime >= TimeSpan.Zero) next = process.After(dueTime, Fire);
            return true;
        }

        public void Dispose()
        {
            isDisposed = true;
            next?.Cancel();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            if (isDisposed) return;
            next = period > TimeSpan.Zero ? process.After(period, Fire) : null;
            callback(state);
        }
    }
}
