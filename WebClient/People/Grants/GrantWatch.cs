using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.People.Grants;

/// <summary>
/// Whose roles have changed within the last minutes, on any node: read once a second for everybody, so that a ticket is believed without
/// a look into the database and a role given or ended still counts within two seconds.
/// </summary>
internal sealed partial class GrantWatch(IServiceScopeFactory scopes, AccountsSchema schema, TimeProvider time, ILogger<GrantWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Longer than a ticket is believed; an older one is looked at anyway.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(6);

    /// <summary>By how much the clocks of two nodes may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(2);

    private FrozenDictionary<string, DateTimeOffset> changed = FrozenDictionary<string, DateTimeOffset>.Empty;

    public bool ChangedSince(string accountId, DateTimeOffset issued) => changed.TryGetValue(accountId, out var at) && issued <= at + Skew;

    /// <summary>Reads now instead of at the next second: on the node where a role was given or ended.</summary>
    public async Task Refresh(CancellationToken cancellationToken)
    {
        await schema.Ensure(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var since = time.GetUtcNow() - Kept;
        var rows = await scope.ServiceProvider.GetRequiredService<AccountsDb>().Grants.AsNoTracking()
            .Where(grant => grant.ChangedAt > since).Select(grant => new { grant.AccountId, grant.ChangedAt }).ToListAsync(cancellationToken);
        changed = rows.GroupBy(row => row.AccountId, StringComparer.Ordinal).ToFrozenDictionary(rows => rows.Key, rows => rows.Max(row => row.ChangedAt), StringComparer.Ordinal);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Refresh(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(logger, failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes of roles could not be read; they count when a ticket is five minutes old")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
