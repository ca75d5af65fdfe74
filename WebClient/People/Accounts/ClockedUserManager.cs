using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OutreachSilo.People.Accounts;

/// <summary>Identity's manager of accounts, with a lock that begins and ends by the service's clock; its own goes by the machine's.</summary>
internal sealed class ClockedUserManager(
    IUserStore<AppUser> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<AppUser> hasher,
    IEnumerable<IUserValidator<AppUser>> userValidators,
    IEnumerable<IPasswordValidator<AppUser>> passwordValidators,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    TimeProvider time,
    ILogger<UserManager<AppUser>> log)
    : UserManager<AppUser>(store, options, hasher, userValidators, passwordValidators, normalizer, errors, services, log)
{
    public override Task<bool> IsLockedOutAsync(AppUser user) => Task.FromResult(user.LockoutEnabled && user.LockoutEnd > time.GetUtcNow());

    public override async Task<IdentityResult> AccessFailedAsync(AppUser user)
    {
        user.AccessFailedCount++;
        if (user.AccessFailedCount >= Options.Lockout.MaxFailedAccessAttempts) (user.AccessFailedCount, user.LockoutEnd) = (0, time.GetUtcNow() + Options.Lockout.DefaultLockoutTimeSpan);
        return await UpdateUserAsync(user);
    }
}
