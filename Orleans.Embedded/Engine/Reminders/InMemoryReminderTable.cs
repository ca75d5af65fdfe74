using System.Globalization;
using Orleans.Runtime;

namespace Orleans.Engine.Reminders;

/// <summary>Reminders in memory, lost with the process.</summary>
internal sealed class InMemoryReminderTable : IReminderTable
{
    private readonly Dictionary<(GrainId Grain, string Name), ReminderEntry> rows = [];
    private readonly Lock gate = new();
    private long sequence;

    public Task<ReminderTableData> ReadRows(GrainId grainId) => Read(entry => entry.GrainId == grainId);

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Read(entry =>
    {
        var hash = entry.GrainId.GetUniformHashCode();
        return begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;
    });

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        lock (gate) return Task.FromResult(rows.TryGetValue((grainId, reminderName), out var entry) ? Copy(entry) : null);
    }

    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        lock (gate)
        {
            var stored = Copy(entry);
            stored.ETag = (++sequence).ToString(CultureInfo.InvariantCulture);
            rows[(entry.GrainId, entry.ReminderName)] = stored;
            return Task.FromResult<string?>(stored.ETag);
        }
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        lock (gate)
        {
            var matches = rows.TryGetValue((grainId, reminderName), out var entry) && entry.ETag == eTag;
            return Task.FromResult(matches && rows.Remove((grainId, reminderName)));
        }
    }

    public Task TestOnlyClearTable()
    {
        lock (gate) rows.Clear();
        return Task.CompletedTask;
    }

    private static ReminderEntry Copy(ReminderEntry entry) =>
        new() { GrainId = entry.GrainId, ReminderName = entry.ReminderName, StartAt = entry.StartAt, Period = entry.Period, ETag = entry.ETag };

    private Task<ReminderTableData> Read(Predicate<ReminderEntry> wanted)
    {
        lock (gate) return Task.FromResult(new ReminderTableData(rows.Values.Where(entry => wanted(entry)).Select(Copy)));
    }
}
