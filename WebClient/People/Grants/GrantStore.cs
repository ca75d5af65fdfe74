using Microsoft.EntityFrameworkCore;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.People.Grants;

/// <summary>The rows of roles in the accounts store. Callers hold the transaction and have checked who may do it.</summary>
internal sealed class GrantStore(AccountsDb accounts)
{
    /// <summary>What an account holds now, oldest first.</summary>
    public async Task<List<Grant>> Held(string accountId, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await accounts.Grants.Where(grant => grant.AccountId == accountId && grant.EndedAt == null).OrderBy(grant => grant.GivenAt).ToListAsync(cancellationToken)).FindAll(grant => grant.HoldsAt(now));

    /// <summary>Gives a role, or moves the end of the same one held already. A doctor or trainee gets an agenda. Saved with the caller's changes.</summary>
    public async Task<Grant> Give(AppUser account, GrantSpec spec, DateTimeOffset? until, string givenBy, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Also one that has run out: its row must give way, for a role is held once.
        var before = await accounts.Grants.SingleOrDefaultAsync(
            grant => grant.AccountId == account.Id && grant.Role == spec.Role && grant.Scope == spec.Scope && grant.EndedAt == null, cancellationToken);
        if (before is not null)
        {
            if (before.HoldsAt(now) && before.Until == until) return before;
            End(before, before.HoldsAt(now) ? givenBy : "", before.HoldsAt(now) ? now : before.Until!.Value, now);
            await accounts.SaveChangesAsync(cancellationToken);
        }

        if (spec.Role is Roles.Doctor or Roles.Trainee) account.PersonId ??= Guid.NewGuid().ToString("N");
        var grant = new Grant { Id = id, AccountId = account.Id, Role = spec.Role, Scope = spec.Scope, GivenAt = now, GivenBy = givenBy, Until = until, ChangedAt = now };
        accounts.Grants.Add(grant);
        return grant;
    }

    public static void End(Grant grant, string endedBy, DateTimeOffset at, DateTimeOffset now) => (grant.EndedAt, grant.EndedBy, grant.ChangedAt) = (at, endedBy, now);

    /// <summary>True while somebody but the holder of <paramref name="except"/> can give roles everywhere.</summary>
    public async Task<bool> HasAdministrator(DateTimeOffset now, Guid? except, CancellationToken cancellationToken) =>
        (await accounts.Grants.AsNoTracking().Where(grant => grant.Role == Roles.Administrator && grant.EndedAt == null && grant.Id != except).ToListAsync(cancellationToken))
        .Exists(grant => grant.HoldsAt(now));
}
