using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans;

/// <summary>Reminders of a grain: they live in a table and survive restarts, crashes and idle collection.</summary>
public static class GrainReminderExtensions
{
    /// <summary>Stores a reminder; the same name replaces it. Periods below the configured minimum are refused.</summary>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        Register(grain, reminderName, dueTime, period);

    /// <inheritdoc cref="RegisterOrUpdateReminder(Grain, string, TimeSpan, TimeSpan)"/>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        Register(grain, reminderName, dueTime, period);

    /// <summary>Removes a reminder.</summary>
    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) => RegistryOf(grain).UnregisterReminder(grain.GrainContext.GrainId, reminder);

    /// <inheritdoc cref="UnregisterReminder(Grain, IGrainReminder)"/>
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder) => RegistryOf(grain).UnregisterReminder(grain.GrainContext.GrainId, reminder);

    /// <summary>A reminder by name, or null.</summary>
    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) => Get(grain, reminderName);

    /// <inheritdoc cref="GetReminder(Grain, string)"/>
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName) => Get(grain, reminderName);

    /// <summary>All reminders of the grain.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) => RegistryOf(grain).GetReminders(grain.GrainContext.GrainId);

    /// <inheritdoc cref="GetReminders(Grain)"/>
    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain) => RegistryOf(grain).GetReminders(grain.GrainContext.GrainId);

    private static Task<IGrainReminder> Register(IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        var registry = RegistryOf(grain);
        RequireName(reminderName);
        return grain is IRemindable
            ? registry.RegisterOrUpdateReminder(grain.GrainContext.GrainId, reminderName, dueTime, period)
            : throw new InvalidOperationException($"Grain {grain.GrainContext.GrainId} has to implement {nameof(IRemindable)} to use reminders.");
    }

    private static Task<IGrainReminder?> Get(IGrainBase grain, string reminderName)
    {
        var registry = RegistryOf(grain);
        RequireName(reminderName);
        return registry.GetReminder(grain.GrainContext.GrainId, reminderName);
    }

    private static void RequireName(string reminderName)
    {
        if (string.IsNullOrWhiteSpace(reminderName)) throw new ArgumentNullException(nameof(reminderName));
    }

    private static IReminderRegistry RegistryOf(IGrainBase? grain)
    {
        ArgumentNullException.ThrowIfNull(grain?.GrainContext, nameof(grain));
        return grain.GrainContext.ActivationServices.GetRequiredService<IReminderRegistry>();
    }
}
