using Microsoft.Extensions.DependencyInjection;
using Orleans.Engine.Reminders;

namespace Orleans.Hosting;

/// <summary>Reminders in memory, lost with the process.</summary>
public static class SiloBuilderReminderMemoryExtensions
{
    /// <summary>Adds the reminder service with a table in memory.</summary>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder) =>
        builder.AddReminders().ConfigureServices(services => services.AddSingleton<IReminderTable, InMemoryReminderTable>());
}
