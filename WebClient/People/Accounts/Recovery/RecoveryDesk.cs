using System.Threading.Channels;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts.Sessions;

namespace OutreachSilo.People.Accounts.Recovery;

/// <summary>
/// Sends recovery links. Whoever asks is answered before anybody looks whether there is such an account: so neither the answer nor the
/// time it takes tells. What is asked for while the process ends is lost, and may be asked for again.
/// </summary>
public sealed partial class RecoveryDesk(IServiceScopeFactory scopes, IOptions<MailOptions> mail, TimeProvider time, ILogger<RecoveryDesk> log) : BackgroundService
{
    /// <summary>Links sent to one account within an hour; more are not sent, and nobody is told.</summary>
    public const int LinksPerHourMax = 3;

    private const int WaitingMax = 1_000;

    private readonly Channel<(string Email, Visitor Visitor)> _waiting =
        Channel.CreateBounded<(string, Visitor)>(new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Returns at once, whatever the address is.</summary>
    public void Ask(string email, Visitor visitor) => _waiting.Writer.TryWrite((email, visitor));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (email, visitor) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await Send(email, visitor, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
    }

    private async Task Send(string email, Visitor visitor, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var audit = services.GetRequiredService<SignInAudit>();
        if (await services.GetRequiredService<UserManager<AppUser>>().FindByEmailAsync(email) is not { } user)
        {
            await audit.Record(null, SignInMethod.RecoveryLink, SignInOutcome.Refused, visitor);
            return;
        }

        if (await audit.Count(user.Id, SignInOutcome.LinkSent, time.GetUtcNow().AddHours(-1)) >= LinksPerHourMax)
        {
            await audit.Record(user.Id, SignInMethod.RecoveryLink, SignInOutcome.Refused, visitor);
            return;
        }

        var (token, until) = services.GetRequiredService<RecoveryLinks>().Make(user);
        audit.Add(user.Id, SignInMethod.RecoveryLink, SignInOutcome.LinkSent, visitor);
        await services.GetRequiredService<IMailOutbox>().Queue(
            new OutgoingMail($"recovery/{Guid.NewGuid():N}", user.Email!, "recovery", new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["name"] = user.DisplayName,
                ["service"] = "GP Outreach",
                ["link"] = mail.Value.LinkTo($"{Routes.Recover}/{token}"),
                ["until"] = LondonTime.DateAndTime(until),
            }),
            cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A recovery link could not be sent")]
    private partial void LogFailed(Exception exception);
}
