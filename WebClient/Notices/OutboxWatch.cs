using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Notices;

/// <summary>Counts what waits in the outbox, while somebody reads the figures.</summary>
internal sealed partial class OutboxWatch(AccountsSchema schema, IServiceScopeFactory scopes, TimeProvider time, ILogger<OutboxWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    /// <summary>How many emails are not sent yet, and how long the oldest of them has waited; zero when there is none.</summary>
    internal async Task<(int Waiting, TimeSpan OldestAge)> Count(CancellationToken cancellationToken)
    {
        await schema.Ensure(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var mails = scope.ServiceProvider.GetRequiredService<AccountsDb>().Set<StoredMail>();
        var waiting = mails.Where(mail => mail.State == MailState.Waiting);
        var count = await waiting.CountAsync(cancellationToken);
        var oldest = await waiting.MinAsync(mail => (DateTimeOffset?)mail.QueuedAt, cancellationToken);
        return (count, oldest is { } at ? time.GetUtcNow() - at : TimeSpan.Zero);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                if (WebMeter.EmailsWaiting.Enabled) await TryCount(stoppingToken);
                await Task.Delay(Every, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryCount(CancellationToken cancellationToken)
    {
        try
        {
            var (waiting, oldestAge) = await Count(cancellationToken);
            WebMeter.OutboxRead(waiting, oldestAge);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogFailed(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The emails that wait in the outbox could not be counted.")]
    private partial void LogFailed(Exception fault);
}
