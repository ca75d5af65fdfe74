using Microsoft.Extensions.DependencyInjection;

namespace OutreachSilo.TestKit;

/// <summary>
/// Microsoft.Orleans' housekeeping beside a clock in a test's hand. It has a clock for each of its areas, by name (src/Orleans.Core/Runtime/TimeProviderNames.cs);
/// those on which a silo lives stay the machine's. The embedded engine has no housekeeping and asks for none of them.
/// </summary>
public static class EngineUpkeep
{
    private static readonly string[] Areas = ["Orleans.Membership", "Orleans.SystemTimers", "Orleans.GrainDirectory", "Orleans.ActivationManagement"];

    public static IServiceCollection LeaveUpkeepToTheMachinesClock(this IServiceCollection services)
    {
        foreach (var area in Areas) services.AddKeyedSingleton(area, TimeProvider.System);
        return services;
    }
}
