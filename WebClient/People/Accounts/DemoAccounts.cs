using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace OutreachSilo.People.Accounts;

/// <summary>Writes all demo accounts at once: one look, one transaction, so that a first start is short.</summary>
internal sealed class DemoAccounts(AccountsDb accounts, AccountsSchema schema, ILookupNormalizer normalizer, IPasswordHasher<AppUser> hasher, TimeProvider time) : IDemoAccounts
{
    public async Task<IReadOnlyDictionary<string, string>> Ensure(IReadOnlyCollection<NewAccount> wanted, CancellationToken cancellationToken = default)
    {
        await schema.Ensure(cancellationToken);
        var stored = await accounts.Users.AsNoTracking().ToListAsync(cancellationToken);
        var emails = wanted.Select(account => account.Email).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var people = stored.Where(user => user.PersonId is not null && emails.Contains(user.Email!)).ToDictionary(user => user.Email!, user => user.PersonId!, StringComparer.OrdinalIgnoreCase);
        var missing = wanted.ExceptBy(stored.Select(user => user.NormalizedEmail!), account => normalizer.NormalizeEmail(account.Email)!).ToList();
        if (missing.Count == 0) return people;

        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var account in missing)
        {
            var problems = NewAccountRules.Check(account).ToList();
            if (problems.Count > 0) throw new InvalidOperationException($"The demo account {account.Email} cannot be created: {string.Join(" ", problems)}");
            // Demo accounts share a password; hashing it once is enough.
            if (!hashes.TryGetValue(account.Password, out var hash)) hashes[account.Password] = hash = hasher.HashPassword(new AppUser(), account.Password);
            var user = Add(account, hash);
            if (user.PersonId is { } person) people[account.Email] = person;
            accounts.Grants.AddRange(AccountAdministration.GrantsOf(account, user.Id, time.GetUtcNow()));
        }

        await accounts.SaveChangesAsync(cancellationToken);
        return people;
    }

    private AppUser Add(NewAccount account, string hash)
    {
        var user = new AppUser
        {
            UserName = account.Email,
            NormalizedUserName = normalizer.NormalizeName(account.Email),
            Email = account.Email,
            NormalizedEmail = normalizer.NormalizeEmail(account.Email),
            EmailConfirmed = true,
            DisplayName = account.DisplayName,
            PersonId = account.IsPerson ? account.PersonId ?? Guid.NewGuid().ToString("N") : null,
            LockoutEnabled = true,
            PasswordHash = hash,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        accounts.Users.Add(user);
        return user;
    }
}
