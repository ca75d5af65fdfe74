using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Engine.Reminders;

namespace Orleans.Engine;

/// <summary>Starts and stops the engine with its host.</summary>
internal sealed class SiloHostedService(SiloEngine engine, IServiceProvider services) : IHostedService
{
    private readonly ReminderService? reminders = services.GetService<ReminderService>();

    public Task StartAsync(CancellationToken cancellationToken) => reminders?.StartAsync(cancellationToken) ?? Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (reminders is not null) await reminders.StopAsync(cancellationToken);
        await engine.StopAsync(cancellationToken);
    }
}
