namespace Orleans;

/// <summary>Rows read from the reminder table.</summary>
[GenerateSerializer]
public sealed class ReminderTableData
{
    /// <summary>Many.</summary>
    public ReminderTableData(IEnumerable<ReminderEntry> list) => Reminders = [.. list];

    /// <summary>One.</summary>
    public ReminderTableData(ReminderEntry entry) => Reminders = [entry];

    /// <summary>None.</summary>
    public ReminderTableData() => Reminders = [];

    /// <summary>The rows.</summary>
    [Id(0)]
    public IList<ReminderEntry> Reminders { get; private set; }
}
