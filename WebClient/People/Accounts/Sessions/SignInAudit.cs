using Microsoft.EntityFrameworkCore;

namespace OutreachSilo.People.Accounts.Sessions;

/// <summary>Writes down who tried to come in, and shows it to the owner of the account, and all of it to administrators. Scoped.</summary>
public sealed class SignInAudit(AccountsDb accounts, TimeProvider time)
{
    public const int ShownMax = 20;

    /// <param name="accountId">Null when no account was found.</param>
    public Task Record(string? accountId, SignInMethod how, SignInOutcome outcome, Visitor visitor)
    {
        Add(accountId, how, outcome, visitor);
        return accounts.SaveChangesAsync();
    }

    /// <summary>As <see cref="Record"/>, stored with what the caller's context saves next.</summary>
    public void Add(string? accountId, SignInMethod how, SignInOutcome outcome, Visitor visitor) => accounts.Add(new SignInEvent
    {
        At = time.GetUtcNow(),
        AccountId = accountId,
        How = how,
        Outcome = outcome,
        Address = visitor.Address,
        Browser = visitor.Browser,
    });

    /// <summary>The newest of an account, the last first.</summary>
    public async Task<IReadOnlyList<SignInEvent>> NewestOf(string accountId) =>
        await accounts.SignInEvents.AsNoTracking().Where(it => it.AccountId == accountId).OrderByDescending(it => it.At).ThenByDescending(it => it.Id).Take(ShownMax).ToListAsync();

    /// <summary>Everybody's, the last first: for administrators.</summary>
    /// <param name="onlyRefused">Those that did not get in.</param>
    public async Task<SignInAuditPage> All(bool onlyRefused, int skip, int take, CancellationToken cancellationToken)
    {
        var events = accounts.SignInEvents.AsNoTracking();
        if (onlyRefused) events = events.Where(it => it.Outcome == SignInOutcome.Refused || it.Outcome == SignInOutcome.Locked);
        var page = await events.OrderByDescending(it => it.At).ThenByDescending(it => it.Id).Skip(skip).Take(take).ToListAsync(cancellationToken);
        var ids = page.Select(it => it.AccountId).Distinct().ToArray();
        var names = await accounts.Users.AsNoTracking().Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, StringComparer.Ordinal, cancellationToken);
        return new SignInAuditPage([.. page.Select(it => new AuditedSignIn(it, it.AccountId is { } id ? names.GetValueOrDefault(id, "") : ""))], await events.CountAsync(cancellationToken));
    }

    /// <summary>How many of one kind an account had since then.</summary>
    public Task<int> Count(string accountId, SignInOutcome outcome, DateTimeOffset since) =>
        accounts.SignInEvents.CountAsync(it => it.AccountId == accountId && it.Outcome == outcome && it.At > since);
}
