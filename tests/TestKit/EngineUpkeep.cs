using Microsoft.Extensions.DependencyInjection;

namespace OutreachSilo.TestKit;

/// <summary>
/// Microsoft.Orleans' housekeeping beside a clock in a test's hand. Each of its areas has a clock of its own, by name (TimeProviderNames and
/// ReminderTimeProviderNames there); all but the grains' own and the calls' stay the machine's.
/// </summary>
public static class EngineUpkeep
{
    private static readonly string[] Areas = ["Orleans.Membership", "Orleans.SystemTimers", "Orleans.GrainDirectory", "Orleans.ActivationManagement", "Orleans.Reminders"];

    public static IServiceCollection LeaveUpkeepToTheMachinesClock(this IServiceCollection services)
    {
        foreach (var area in Areas) services.AddKeyedSingleton(area, TimeProvider.System);
        return services;
    }
}
