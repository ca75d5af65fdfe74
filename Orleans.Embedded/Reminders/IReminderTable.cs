using Orleans.Runtime;

namespace Orleans;

/// <summary>Where reminders are stored. An upsert or removal is durable before its task completes.</summary>
public interface IReminderTable
{
    /// <summary>Makes the table ready.</summary>
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>All reminders of a grain.</summary>
    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>
    /// All reminders whose grain's uniform hash is after <paramref name="begin"/> and up to and including <paramref name="end"/>; the range wraps
    /// round zero if begin is not below end, so that equal bounds mean everything.
    /// </summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    /// <summary>One reminder, or null.</summary>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Adds or replaces; answers with the new tag.</summary>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <summary>Removes the row if its tag is still <paramref name="eTag"/>; whether it was removed.</summary>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    /// <summary>Empties the table. For tests.</summary>
    Task TestOnlyClearTable();

    /// <summary>Lets go of the table.</summary>
    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
