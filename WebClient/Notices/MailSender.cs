using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Notices;

/// <summary>Looks for mails to send: when one was queued here, and every few seconds for those of others and those whose time has come. Nothing waits for it.</summary>
internal sealed partial class MailSender(AccountsSchema schema, MailDelivery delivery, MailSignal signal, TimeProvider time, ILogger<MailSender> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PurgesEvery = TimeSpan.FromHours(1);
    private DateTimeOffset _purgesAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                if (!await TrySend(stoppingToken)) await signal.Wait(Every, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>True when there may be more.</summary>
    private async Task<bool> TrySend(CancellationToken cancellationToken)
    {
        try
        {
            await schema.Ensure(cancellationToken);
            var due = await delivery.SendDue(cancellationToken);
            if (time.GetUtcNow() >= _purgesAt)
            {
                await delivery.Purge(cancellationToken);
                _purgesAt = time.GetUtcNow() + PurgesEvery;
            }

            return due == MailDelivery.BatchMost;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogFailed(fault);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox could not be read or written; it will be tried again.")]
    private partial void LogFailed(Exception fault);
}
