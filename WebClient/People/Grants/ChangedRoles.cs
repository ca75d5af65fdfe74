using OutreachSilo.People.Accounts;
using OutreachSilo.People.Accounts.Sessions;

namespace OutreachSilo.People.Grants;

/// <summary>The accounts whose roles were given or ended within the last minutes, on any node.</summary>
internal sealed class ChangedRoles(TimeProvider time) : RecentChanges(time)
{
    /// <summary>By how much the clocks of two nodes may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(2);

    /// <summary>True when what was issued then may still say the old roles.</summary>
    public bool ChangedSince(string accountId, DateTimeOffset issued) => ChangeOf(accountId) is { } at && issued <= at + Skew;

    protected override IQueryable<KeyValuePair<string, DateTimeOffset>> Since(AccountsDb accounts, DateTimeOffset since) =>
        accounts.Grants.Where(grant => grant.ChangedAt > since).Select(grant => KeyValuePair.Create(grant.AccountId, grant.ChangedAt));
}
