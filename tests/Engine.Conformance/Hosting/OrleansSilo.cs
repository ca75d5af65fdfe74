using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Reminders;
using OutreachSilo.TestKit;

namespace OutreachSilo.Hosting;

/// <summary>Microsoft.Orleans under the tests. Left out of the build on the embedded engine.</summary>
internal sealed partial class ConformanceHost
{
    /// <summary>Nobody outside can tell when this engine is idle, so time moves on at a pace it can follow.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);

    /// <summary>How much longer an age of the grains' clock is than the same age on the machine's.</summary>
    private const int MachineTime = 900;

    /// <summary>Each silo has ports of its own, since tests run side by side; and the cluster's upkeep stays on the real clock, but reminders do not.</summary>
    static partial void PrepareEngine(ISiloBuilder silo)
    {
        silo.Configure<EndpointOptions>(options => (options.SiloPort, options.GatewayPort) = (FreePort.Next(), FreePort.Next()));
        silo.Services.LeaveUpkeepToTheMachinesClock();
        silo.Services.AddKeyedSingleton(ReminderTimeProviderNames.Reminders, static (services, _) => services.GetRequiredService<TimeProvider>());
    }

    /// <summary>
    /// The collector of idle activations looks at the machine's clock only (src/Orleans.Runtime/Catalog/ActivationCollector.cs): for it a
    /// quarter of an hour is a second.
    /// </summary>
    static partial void QuickenIdleness(ISiloBuilder silo) => silo.Services.PostConfigure<GrainCollectionOptions>(options =>
    {
        options.CollectionQuantum /= MachineTime;
        options.CollectionAge /= MachineTime;
        foreach (var (grain, age) in options.ClassSpecificCollectionAge.ToList()) options.ClassSpecificCollectionAge[grain] = age / MachineTime;
    });

    /// <summary>The caller gives up by the grains' clock, but the age of a message is the machine's (src/Orleans.Core/Messaging/Message.cs).</summary>
    partial void Expire(TimeSpan timeToAnswer, ref Task expired) => expired = Task.Delay(timeToAnswer);

    partial void Settle(ref Task settled) => settled = Task.Delay(Pace);

    /// <summary>The end of an activation waits on the grains' clock now and then.</summary>
    partial void LetTimePassUntil(Task stopped) => _ = Pass(stopped);

    private async Task Pass(Task stopped)
    {
        while (!stopped.IsCompleted)
        {
            await Task.Delay(Pace);
            Clock.Advance(TimeSpan.FromMilliseconds(50));
        }
    }
}

/// <summary>A delayed deactivation is reckoned on the grains' clock and compared with the machine's, so both begin together.</summary>
internal sealed partial class ManualClock
{
    static partial void BeginAt(ref DateTimeOffset begin) => begin = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
}
