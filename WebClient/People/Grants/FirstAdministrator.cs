using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.People.Grants;

/// <summary>
/// While nobody is an administrator, each start writes a link into the log by which one person becomes the first: it works once and for a
/// day. The demo has an administrator of its own.
/// </summary>
internal sealed partial class FirstAdministrator(
    IServiceScopeFactory scopes, AccountsSchema schema, IOptions<MailOptions> mail, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<FirstAdministrator> logger) : BackgroundService
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (scope.ServiceProvider.GetService<IDemoMode>() is { Enabled: true }) return;
        try
        {
            await schema.Ensure(stoppingToken);
            if (await Invite(scope.ServiceProvider, stoppingToken) is not { } secret) return;
            await Started(stoppingToken);
            LogLink(logger, mail.Value.LinkTo($"{Routes.Invitation}/{secret}"));
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            LogFailed(logger, failure);
        }
    }

    /// <summary>The secret of a new link; null when there is an administrator.</summary>
    internal async Task<string?> Invite(IServiceProvider services, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await services.GetRequiredService<GrantStore>().HasAdministrator(now, null, cancellationToken)) return null;
        var secret = InvitationService.NewSecret();
        var accounts = services.GetRequiredService<AccountsDb>();
        accounts.Invitations.Add(new Invitation
        {
            Id = Guid.NewGuid(),
            SecretHash = InvitationService.HashOf(secret),
            Grants = Roles.Administrator,
            InvitedAt = now,
            Until = now + Life,
        });
        await accounts.SaveChangesAsync(cancellationToken);
        return secret;
    }

    private Task Started(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        return started.Task.WaitAsync(stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody is an administrator yet. Open this link, once and within a day, to become the first: {Link}")]
    private static partial void LogLink(ILogger logger, string link);

    [LoggerMessage(Level = LogLevel.Error, Message = "The link for the first administrator could not be made; the next start tries again")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
