using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OutreachSilo.People.Accounts.Passkeys;

namespace OutreachSilo.People.Accounts.Sessions;

/// <summary>Deletes what is kept for a time only, once an hour.</summary>
internal sealed partial class AccountsSweep(IServiceScopeFactory scopes, TimeProvider time, ILogger<AccountsSweep> log) : BackgroundService
{
    /// <summary>How long attempts to sign in are kept.</summary>
    public const int EventDays = 90;

    /// <summary>How long a session is kept that nobody used; its ticket was good for twelve hours.</summary>
    public const int SessionDays = 30;

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    public async Task Sweep(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountsSchema>().Ensure(cancellationToken);
        var accounts = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        var now = time.GetUtcNow();
        var (events, sessions, challenges) = (now.AddDays(-EventDays), now.AddDays(-SessionDays), now - 2 * PasskeyCeremonies.Lifetime);
        await accounts.SignInEvents.Where(it => it.At < events).ExecuteDeleteAsync(cancellationToken);
        await accounts.Sessions.Where(it => it.SeenAt < sessions).ExecuteDeleteAsync(cancellationToken);
        await accounts.Set<SpentChallenge>().Where(it => it.At < challenges).ExecuteDeleteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await Task.Yield();
            try
            {
                await Sweep(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old sign-in events and sessions could not be deleted; tried again in an hour")]
    private partial void LogFailed(Exception exception);
}
