using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OutreachSilo.People.Accounts.Sessions;

/// <summary>Reads once a second, for everybody, what changed in the accounts store on any node.</summary>
internal sealed partial class AccountsWatch(
    IServiceScopeFactory scopes, AccountsSchema schema, IEnumerable<RecentChanges> changes, TimeProvider time, ILogger<AccountsWatch> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Reads now instead of at the next second: on the node where something was changed.</summary>
    public async Task Refresh(CancellationToken cancellationToken)
    {
        await schema.Ensure(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        foreach (var kind in changes) await kind.Read(accounts, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        var away = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // The clock's own thread is for others too.
            await Task.Yield();
            try
            {
                await Refresh(stoppingToken);
                if (away) LogBack();
                away = false;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                if (!away) LogAway(exception);
                away = true;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The accounts store cannot be read; until it can, what ended or changed on another node counts when a ticket is five minutes old")]
    private partial void LogAway(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The accounts store can be read again; what ended or changed meanwhile counts from now on")]
    private partial void LogBack();
}
