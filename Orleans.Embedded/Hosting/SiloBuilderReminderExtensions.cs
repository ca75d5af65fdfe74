using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Engine.Reminders;
using Orleans.Timers;

namespace Orleans.Hosting;

/// <summary>Reminders on a table of the application's own: register an <see cref="IReminderTable"/> beside this.</summary>
public static class SiloBuilderReminderExtensions
{
    /// <summary>Adds the reminder service.</summary>
    public static ISiloBuilder AddReminders(this ISiloBuilder builder) => builder.ConfigureServices(services => services.AddReminders());

    /// <summary>Adds the reminder service.</summary>
    public static void AddReminders(this IServiceCollection services)
    {
        services.TryAddSingleton<ReminderService>();
        services.TryAddSingleton<IReminderRegistry>(provider => provider.GetRequiredService<ReminderService>());
    }
}
