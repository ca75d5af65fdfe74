using Microsoft.AspNetCore.Identity;

namespace OutreachSilo.People.Accounts;

internal sealed class DemoAccounts(AccountAdministration administration, IPasswordHasher<AppUser> hasher) : IDemoAccounts
{
    public async Task<IReadOnlyDictionary<string, string>> Ensure(IReadOnlyCollection<NewAccount> accounts, CancellationToken cancellationToken = default)
    {
        var people = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var account in accounts)
        {
            var person = await administration.Find(account.Email, cancellationToken) is { } known ? known.PersonId : await Make(account, hashes, cancellationToken);
            if (person is not null) people[account.Email] = person;
        }

        return people;
    }

    /// <summary>Demo accounts share a password; hashing it once keeps the first start short.</summary>
    private async Task<string?> Make(NewAccount account, Dictionary<string, string> hashes, CancellationToken cancellationToken)
    {
        if (!hashes.TryGetValue(account.Password, out var hash)) hashes[account.Password] = hash = hasher.HashPassword(new AppUser(), account.Password);
        var made = await administration.Create(account, hash, cancellationToken);
        return made.Succeeded
            ? made.PersonId
            : throw new InvalidOperationException($"The demo account {account.Email} cannot be made: {string.Join(" ", made.Problems)}");
    }
}
