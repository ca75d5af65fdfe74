namespace Orleans;

/// <summary>A grain that reminders can call.</summary>
public interface IRemindable : IGrain
{
    /// <summary>A reminder is due. Comes as an ordinary request and may come again.</summary>
    Task ReceiveReminder(string reminderName, Runtime.TickStatus status);
}
