using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Engine.Reminders;

/// <summary>
/// Rings the reminders of the table. A reminder rings on the beat of its first due time; beats missed while the process was away are not made up for,
/// and a reminder does not ring while its last ring is still being handled.
/// </summary>
internal sealed class ReminderService(SiloEngine engine, IReminderTable table, IOptions<ReminderOptions> options) : IReminderRegistry
{
    private readonly ReminderClock clock = new(engine);
    private ITimer? refresh;
    private volatile bool isStopped;

    public async Task StartAsync(CancellationToken token)
    {
        using var deadline = new CancellationTokenSource(options.Value.InitializationTimeout, engine.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, deadline.Token);
        await table.StartAsync(either.Token);
        clock.Replace((await table.ReadRows(0, 0)).Reminders);
        refresh = engine.Clock.CreateTimer(
            static state => ((ReminderService)state!).Refresh(), this, options.Value.RefreshReminderListPeriod, Timeout.InfiniteTimeSpan);
    }

    public async Task StopAsync(CancellationToken token)
    {
        isStopped = true;
        if (refresh is not null) await refresh.DisposeAsync();
        clock.Stop();
        await table.StopAsync(token);
    }

    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, period);
        var entry = new ReminderEntry
        {
            GrainId = callingGrainId,
            ReminderName = reminderName,
            StartAt = (engine.Clock.GetUtcNow() + dueTime).UtcDateTime,
            Period = period,
        };
        entry.ETag = await table.UpsertRow(entry) ?? throw new ReminderException($"Could not store reminder {entry}.");
        clock.Set(entry);
        return ToReminder(entry);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        if (reminder is not RegisteredReminder registered) throw new ArgumentException("It was not made by this engine.", nameof(reminder));
        if (!await table.RemoveRow(callingGrainId, registered.ReminderName, registered.ETag))
            throw new ReminderException($"Could not remove reminder {registered.ReminderName} of {callingGrainId}: it has changed or is gone.");
        clock.Remove(callingGrainId, registered.ReminderName);
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        await table.ReadRow(callingGrainId, reminderName) is { } entry ? ToReminder(entry) : null;

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await table.ReadRows(callingGrainId)).Reminders.Select(ToReminder)];

    private static RegisteredReminder ToReminder(ReminderEntry entry) => new(entry.GrainId, entry.ReminderName, entry.ETag!);

    private void Validate(TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan) throw new ArgumentOutOfRangeException(nameof(dueTime), dueTime, "Cannot use infinite due time with a reminder.");
        if (dueTime < TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(dueTime), dueTime, "Cannot use negative due time with a reminder.");
        if (period == Timeout.InfiniteTimeSpan) throw new ArgumentOutOfRangeException(nameof(period), period, "Cannot use infinite period with a reminder.");
        if (period < TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(period), period, "Cannot use negative period with a reminder.");
        if (period < options.Value.MinimumReminderPeriod)
            throw new ArgumentException($"Cannot register a reminder with a period of {period}: the least is {options.Value.MinimumReminderPeriod}.", nameof(period));
    }

    private async void Refresh()
    {
        try
        {
            clock.Replace((await table.ReadRows(0, 0)).Reminders);
        }
        catch (Exception exception)
        {
            engine.LogReminderTableFailed(exception);
        }

        if (!isStopped) refresh?.Change(options.Value.RefreshReminderListPeriod, Timeout.InfiniteTimeSpan);
    }
}
