using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace OutreachSilo.People.Accounts;

/// <summary>
/// Locks addresses without an account just as those with one are locked, so that trying five times tells nobody which exist. Per process
/// and forgotten when there are very many: it only has to look alike.
/// </summary>
public sealed class AbsentAccounts(IOptions<IdentityOptions> identity, TimeProvider time)
{
    private const int KeptMax = 10_000;

    private readonly ConcurrentDictionary<string, (int Failures, DateTimeOffset LockedUntil)> _tried = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Counts a failure, unless locked already. What an account would have been told.</summary>
    public SignInResult Fail(string email)
    {
        if (_tried.Count >= KeptMax) _tried.Clear();
        var (lockout, now) = (identity.Value.Lockout, time.GetUtcNow());
        var (failures, _) = _tried.AddOrUpdate(email, _ => (1, default), (_, before) => before switch
        {
            _ when before.LockedUntil > now => before,
            _ when before.LockedUntil != default => (1, default),
            _ when before.Failures + 1 >= lockout.MaxFailedAccessAttempts => (lockout.MaxFailedAccessAttempts, now + lockout.DefaultLockoutTimeSpan),
            _ => (before.Failures + 1, default),
        });
        return failures >= lockout.MaxFailedAccessAttempts ? SignInResult.LockedOut : SignInResult.Failed;
    }
}
