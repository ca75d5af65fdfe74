using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Calendars.Feeds;

/// <summary>
/// Secret addresses of calendars: whoever has one reads that calendar, for calendar programs cannot sign in. An account has one at most; a new one ends the one before. Scoped.
/// </summary>
public sealed class FeedAddresses(AccountsDb accounts, IOptions<MailOptions> site, TimeProvider time)
{
    public const string Path = "/calendars/";

    private const int SecretBytes = 32;

    /// <summary>UTC instant since which the account has its address; null without one.</summary>
    public async Task<DateTimeOffset?> Since(string account, CancellationToken cancellationToken) =>
        (await accounts.CalendarFeeds.AsNoTracking().SingleOrDefaultAsync(feed => feed.AccountId == account, cancellationToken))?.MadeAt;

    /// <summary>A new address, said this once only. Refused: AccountUnknown, for an account that was deleted or has no agenda.</summary>
    public async Task<Outcome<string>> Make(string account, CancellationToken cancellationToken)
    {
        if (!await accounts.Users.AnyAsync(user => user.Id == account && user.PersonId != null, cancellationToken)) return NoAccount;
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await Revoke(account, cancellationToken);
        accounts.Add(new CalendarFeed { AccountId = account, Hash = HashOf(secret), MadeAt = time.GetUtcNow() });
        await accounts.SaveChangesAsync(cancellationToken);
        return site.Value.LinkTo($"{Path}{secret}.ics");
    }

    public Task Revoke(string account, CancellationToken cancellationToken) => accounts.CalendarFeeds.Where(feed => feed.AccountId == account).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Whose calendar it is; null for an address that was never made or is no longer valid, which all take the same time.</summary>
    public Task<FeedOwner?> Find(string secret, CancellationToken cancellationToken)
    {
        var hash = HashOf(secret);
        return accounts.CalendarFeeds.AsNoTracking()
            .Where(feed => feed.Hash == hash)
            .Join(accounts.Users.Where(user => user.PersonId != null), feed => feed.AccountId, user => user.Id, (feed, user) => new FeedOwner(user.PersonId!, feed.MadeAt))
            .SingleOrDefaultAsync(cancellationToken);
    }

    private static readonly Refusal NoAccount = new(ProblemCodes.AccountUnknown, "This account no longer exists or has no calendar.");

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

/// <param name="Person">Opaque person id.</param>
/// <param name="MadeAt">UTC instant at which the address was made.</param>
public sealed record FeedOwner(string Person, DateTimeOffset MadeAt);
