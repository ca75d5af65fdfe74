using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace OutreachSilo.People.Accounts;

/// <summary>Makes accounts for those who run the service: the command line and the demo. Scoped.</summary>
public sealed class AccountAdministration
{
    private readonly UserManager<AppUser> _users;
    private readonly RoleManager<IdentityRole> _roles;
    private readonly AccountsDb _accounts;
    private readonly AccountsSchema _schema;

    internal AccountAdministration(UserManager<AppUser> users, RoleManager<IdentityRole> roles, AccountsDb accounts, AccountsSchema schema) =>
        (_users, _roles, _accounts, _schema) = (users, roles, accounts, schema);

    /// <summary>A password nobody has to invent: 20 letters and digits that are not mistaken for each other.</summary>
    public static string GeneratePassword() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789", 20);

    /// <summary>Makes an account, all of it or nothing.</summary>
    public async Task<AccountCreated> Create(NewAccount account, CancellationToken cancellationToken = default)
    {
        var problems = NewAccountRules.Check(account).ToList();
        if (problems.Count > 0) return new AccountCreated(null, null, problems);
        await _schema.Ensure(cancellationToken);
        await using var all = await _accounts.Database.BeginTransactionAsync(cancellationToken);
        var isDoctor = account.Roles.Contains(Roles.Doctor, StringComparer.Ordinal);
        var user = new AppUser
        {
            UserName = account.Email,
            Email = account.Email,
            EmailConfirmed = true,
            DisplayName = account.DisplayName,
            PersonId = isDoctor ? account.PersonId ?? Guid.NewGuid().ToString("N") : null,
            LockoutEnabled = true,
        };
        var result = await _users.CreateAsync(user, account.Password);
        foreach (var role in account.Roles.Distinct(StringComparer.Ordinal))
        {
            if (result.Succeeded && !await _roles.RoleExistsAsync(role)) result = await _roles.CreateAsync(new IdentityRole(role));
            if (result.Succeeded) result = await _users.AddToRoleAsync(user, role);
        }

        if (result.Succeeded) result = await _users.AddClaimsAsync(user, ClaimsOf(account));
        if (!result.Succeeded) return new AccountCreated(null, null, [.. result.Errors.Select(error => error.Description)]);
        await all.CommitAsync(cancellationToken);
        return new AccountCreated(user.Id, user.PersonId, []);
    }

    /// <summary>The account of an address, or null.</summary>
    public async Task<AppUser?> Find(string email, CancellationToken cancellationToken = default)
    {
        await _schema.Ensure(cancellationToken);
        return await _users.FindByEmailAsync(email);
    }

    internal static IEnumerable<Claim> ClaimsOf(NewAccount account)
    {
        if (account.Region is { } region) yield return new Claim(OutreachClaims.Region, region);
        foreach (var practice in account.Practices.Distinct(StringComparer.Ordinal)) yield return new Claim(OutreachClaims.Practice, practice);
    }
}

/// <summary>What became of a new account: its id, or what was wrong with it in sentences for people.</summary>
public sealed record AccountCreated(string? AccountId, string? PersonId, IReadOnlyList<string> Problems)
{
    public bool Succeeded => Problems.Count == 0;
}
