using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.People.Grants;

/// <summary>
/// While nobody is an administrator, each start makes a link by which one person becomes the first: it works once and for a day. The demo has an administrator of its own.
/// </summary>
internal sealed partial class FirstAdministrator(
    IServiceScopeFactory scopes, AccountsSchema schema, IOptions<MailOptions> mail, FirstAdministratorLink link, TimeProvider time, ILogger<FirstAdministrator> logger) : BackgroundService
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        string? made = null;
        try
        {
            if (scope.ServiceProvider.GetService<IDemoMode>() is { Enabled: true }) return;
            await schema.Ensure(stoppingToken);
            if (await Invite(scope.ServiceProvider, stoppingToken) is { } secret) made = mail.Value.LinkTo($"{Routes.Invitation}/{secret}");
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            LogFailed(logger, failure);
        }
        finally
        {
            link.Set(made);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The link for the first administrator could not be made; the next start tries again")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
