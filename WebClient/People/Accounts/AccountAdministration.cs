using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using OutreachSilo.People.Grants;

namespace OutreachSilo.People.Accounts;

/// <summary>Makes accounts for those who run the service: the command line and the demo. Scoped.</summary>
public sealed class AccountAdministration
{
    private readonly UserManager<AppUser> _users;
    private readonly AccountsDb _accounts;
    private readonly AccountsSchema _schema;
    private readonly TimeProvider _time;

    internal AccountAdministration(UserManager<AppUser> users, AccountsDb accounts, AccountsSchema schema, TimeProvider time) =>
        (_users, _accounts, _schema, _time) = (users, accounts, schema, time);

    /// <summary>A password nobody has to invent: 20 letters and digits that are not mistaken for each other.</summary>
    public static string GeneratePassword() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789", 20);

    /// <summary>Makes an account, all of it or nothing.</summary>
    public async Task<AccountCreated> Create(NewAccount account, CancellationToken cancellationToken = default)
    {
        var problems = NewAccountRules.Check(account).ToList();
        if (problems.Count > 0) return new AccountCreated(null, null, problems);
        await _schema.Ensure(cancellationToken);
        await using var all = await _accounts.Database.BeginTransactionAsync(cancellationToken);
        var user = new AppUser
        {
            UserName = account.Email,
            Email = account.Email,
            EmailConfirmed = true,
            DisplayName = account.DisplayName,
            PersonId = account.IsPerson ? account.PersonId ?? Guid.NewGuid().ToString("N") : null,
            LockoutEnabled = true,
        };
        var result = await _users.CreateAsync(user, account.Password);
        if (!result.Succeeded) return new AccountCreated(null, null, [.. result.Errors.Select(error => error.Description)]);
        _accounts.Grants.AddRange(GrantsOf(account, user.Id, _time.GetUtcNow()));
        await _accounts.SaveChangesAsync(cancellationToken);
        await all.CommitAsync(cancellationToken);
        return new AccountCreated(user.Id, user.PersonId, []);
    }

    /// <summary>The account of an address, or null.</summary>
    public async Task<AppUser?> Find(string email, CancellationToken cancellationToken = default)
    {
        await _schema.Ensure(cancellationToken);
        return await _users.FindByEmailAsync(email);
    }

    /// <summary>The roles of an account that comes from the machine itself: given by nobody, without an end.</summary>
    internal static IEnumerable<Grant> GrantsOf(NewAccount account, string accountId, DateTimeOffset now) => account.Roles.Distinct(StringComparer.Ordinal)
        .SelectMany(role => role switch
        {
            Roles.Coordinator => [account.Region!],
            Roles.PracticeManager => account.Practices.Distinct(StringComparer.Ordinal),
            _ => [""],
        }, (role, scope) => new GrantSpec(role, scope))
        .Concat(account.MoreRoles)
        .Select(spec => new Grant { Id = Guid.NewGuid(), AccountId = accountId, Role = spec.Role, Scope = spec.Scope, GivenAt = now, ChangedAt = now });
}

/// <summary>What became of a new account: its id, or what was wrong with it in sentences for people.</summary>
public sealed record AccountCreated(string? AccountId, string? PersonId, IReadOnlyList<string> Problems)
{
    public bool Succeeded => Problems.Count == 0;
}
