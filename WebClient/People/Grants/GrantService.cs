using System.Data;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;
using OutreachSilo.People.Accounts.Sessions;
using OutreachSilo.Practices;

namespace OutreachSilo.People.Grants;

/// <summary>
/// Who has which role: seen, given and ended, for pages and API alike. Each look and each change is held against
/// <see cref="GrantRules"/> for the one who asks; what one may not see does not exist. Scoped.
/// </summary>
internal sealed class GrantService(
    AccountsDb accounts, GrantStore store, AccountsWatch watch, CurrentUser user, PracticeScopes scopes, IPracticeDirectory directory, TimeProvider time)
{
    public const int TakeMax = 200;

    private static readonly string[] PracticeRoles = [Roles.PracticeManager, Roles.PracticeAssistant, Roles.PracticeReception];
    private static readonly string[] RegionRoles = [Roles.Coordinator, Roles.Doctor];

    /// <summary>Accounts that hold a role which the one who asks may decide about; by name.</summary>
    /// <param name="text">Part of a name or address, or null.</param>
    /// <param name="take">1 to 200.</param>
    [SuppressMessage("Globalization", "CA1304", Justification = "Becomes SQL.")]
    [SuppressMessage("Globalization", "CA1311", Justification = "Becomes SQL.")]
    [SuppressMessage("Performance", "CA1862", Justification = "Becomes SQL, where comparisons take no StringComparison.")]
    public async Task<AccountPage> People(string? text, int skip, int take, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var users = (await Visible(now, cancellationToken)).AsNoTracking();
        if (text is not null)
        {
            var part = text.ToUpperInvariant();
            users = users.Where(one => one.DisplayName.ToUpper().Contains(part) || one.NormalizedEmail!.Contains(part));
        }

        var total = await users.CountAsync(cancellationToken);
        var page = await users.OrderBy(one => one.DisplayName).ThenBy(one => one.Id).Skip(skip).Take(take).Select(one => new { one.Id, one.DisplayName, one.Email }).ToListAsync(cancellationToken);
        var ids = page.Select(one => one.Id).ToArray();
        var held = (await accounts.Grants.AsNoTracking().Where(grant => ids.Contains(grant.AccountId) && grant.EndedAt == null).OrderBy(grant => grant.GivenAt).ToListAsync(cancellationToken))
            .Where(grant => grant.HoldsAt(now)).ToLookup(grant => grant.AccountId, grant => grant.Spec, StringComparer.Ordinal);
        return new AccountPage([.. page.Select(one => new AccountLine(one.Id, one.DisplayName, one.Email ?? "", [.. held[one.Id]]))], total);
    }

    /// <summary>One account. Refused: AccountUnknown, also when the one who asks may decide about none of its roles.</summary>
    public async Task<Outcome<AccountView>> Account(string accountId, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        if (await (await Visible(now, cancellationToken)).AsNoTracking().SingleOrDefaultAsync(one => one.Id == accountId, cancellationToken) is not { } account) return NoSuchAccount;
        var grants = await accounts.Grants.AsNoTracking().Where(grant => grant.AccountId == accountId).ToListAsync(cancellationToken);
        var givers = grants.Select(grant => grant.GivenBy).Distinct(StringComparer.Ordinal).ToArray();
        var names = await accounts.Users.AsNoTracking().Where(user => givers.Contains(user.Id)).ToDictionaryAsync(one => one.Id, one => one.DisplayName, StringComparer.Ordinal, cancellationToken);
        var views = new List<GrantView>();
        foreach (var grant in grants.OrderBy(grant => !grant.HoldsAt(now)).ThenByDescending(grant => grant.GivenAt))
        {
            var mayEnd = grant.HoldsAt(now) && await MayEnd(grant);
            views.Add(new GrantView(
                grant.Id, grant.Role, grant.Scope, grant.GivenAt, names.GetValueOrDefault(grant.GivenBy, ""), grant.Until, grant.EndedAt ?? (grant.HoldsAt(now) ? null : grant.Until), mayEnd));
        }

        return new AccountView(account.Id, account.DisplayName, account.Email ?? "", views);
    }

    /// <summary>
    /// Gives a role, or moves the end of one held. Refused: AccountUnknown, InvalidCommand, NotAllowed, RolesFull.
    /// </summary>
    /// <param name="until">UTC instant from which it no longer holds, or null.</param>
    public async Task<Outcome<AccountView>> Give(string accountId, GrantSpec spec, DateTimeOffset? until, Guid command, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        if (await (await Visible(now, cancellationToken)).SingleOrDefaultAsync(one => one.Id == accountId, cancellationToken) is not { } account) return NoSuchAccount;
        if (await Check(spec, until, now) is { } refusal) return refusal;
        if (await accounts.Grants.AsNoTracking().AnyAsync(grant => grant.Id == command, cancellationToken)) return await Account(accountId, cancellationToken);
        await using var all = await accounts.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        if ((await store.Held(accountId, now, cancellationToken)).Count(grant => grant.Spec != spec) >= GrantLimits.HeldMax) return RolesFull;
        await store.Give(account, spec, until, user.AccountId, command, now, cancellationToken);
        await accounts.SaveChangesAsync(cancellationToken);
        await all.CommitAsync(cancellationToken);
        await watch.Refresh(cancellationToken);
        return await Account(accountId, cancellationToken);
    }

    /// <summary>
    /// Ends a role at once; whoever holds it may lay it down. Invitations sent by its holder and not yet accepted are withdrawn.
    /// Refused: RoleUnknown, NotAllowed, LastAdministrator.
    /// </summary>
    public async Task<Refusal?> End(Guid id, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        await using var all = await accounts.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        if (await accounts.Grants.SingleOrDefaultAsync(grant => grant.Id == id, cancellationToken) is not { } grant) return NoSuchRole;
        if (grant.AccountId != user.AccountId && !await MayEnd(grant)) return GrantRules.NotYours;
        if (!grant.HoldsAt(now)) return null;
        if (grant.Role == Roles.Administrator && !await store.HasAdministrator(now, grant.Id, cancellationToken)) return LastAdministrator;
        GrantStore.End(grant, user.AccountId, now, now);
        foreach (var invitation in await accounts.Invitations.Where(it => it.InvitedBy == grant.AccountId && it.AcceptedAt == null && it.WithdrawnAt == null).ToListAsync(cancellationToken))
            invitation.WithdrawnAt = now;
        await accounts.SaveChangesAsync(cancellationToken);
        await all.CommitAsync(cancellationToken);
        await watch.Refresh(cancellationToken);
        return null;
    }

    /// <summary>Null when the one who asks may give this role. Refused: InvalidCommand, NotAllowed.</summary>
    public async Task<Refusal?> Check(GrantSpec spec, DateTimeOffset? until, DateTimeOffset now) => GrantRules.Give(user, spec, await scopes.Of(spec), until, now);

    private async Task<bool> MayEnd(Grant grant) => GrantRules.MayDecide(user, grant.Spec, await scopes.Of(grant.Spec));

    private async Task<IQueryable<AppUser>> Visible(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (user.IsAdministrator) return accounts.Users;
        var regions = user.Regions.ToArray();
        var managed = new List<string>([.. user.Managed, .. user.Networks]);
        foreach (var region in regions)
        {
            managed.AddRange(await PracticesOf(region, cancellationToken));
            managed.AddRange((await directory.Pcns(region, cancellationToken)).Select(network => network.Code));
        }

        var schemes = user.Schemes.ToArray();
        var codes = managed.Distinct(StringComparer.Ordinal).ToArray();
        var seen = accounts.Grants.Where(grant => grant.EndedAt == null && (grant.Until == null || grant.Until > now)
            && ((RegionRoles.Contains(grant.Role) && regions.Contains(grant.Scope)) || (PracticeRoles.Contains(grant.Role) && codes.Contains(grant.Scope))
                || (grant.Role == Roles.Trainee && schemes.Contains(grant.Scope))));
        return accounts.Users.Where(one => seen.Any(grant => grant.AccountId == one.Id));
    }

    private async Task<List<string>> PracticesOf(string region, CancellationToken cancellationToken)
    {
        var codes = new List<string>();
        PracticePage page;
        do
        {
            page = await directory.Practices(region, null, codes.Count, TakeMax, cancellationToken);
            codes.AddRange(page.Lines.Select(line => line.OdsCode));
        }
        while (page.Lines.Length == TakeMax);
        return codes;
    }

    private static readonly Refusal NoSuchAccount = new(ProblemCodes.AccountUnknown, "We cannot find this person among the people you manage.");

    private static readonly Refusal NoSuchRole = new(ProblemCodes.RoleUnknown, "This person does not have this role.");

    public static readonly Refusal RolesFull = new(ProblemCodes.RolesFull, $"This person already has {GrantLimits.HeldMax} roles. End a role before you add another.");

    private static readonly Refusal LastAdministrator = new(ProblemCodes.LastAdministrator, "This is the only administrator. Make someone else an administrator first.");
}
