using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace OutreachSilo.People.Accounts;

/// <summary>What the cookie says: who it is, the roles that hold now and their scopes, and when the first of them ends.</summary>
internal sealed class AccountClaims(UserManager<AppUser> users, IOptions<IdentityOptions> options, AccountsDb accounts, TimeProvider time)
    : UserClaimsPrincipalFactory<AppUser>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(AppUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(OutreachClaims.DisplayName, user.DisplayName));
        if (user.PersonId is { } person) identity.AddClaim(new Claim(OutreachClaims.Person, person));
        var now = time.GetUtcNow();
        var held = (await accounts.Grants.AsNoTracking().Where(grant => grant.AccountId == user.Id && grant.EndedAt == null).ToListAsync()).FindAll(grant => grant.HoldsAt(now));
        foreach (var role in held.Select(grant => grant.Role).Distinct(StringComparer.Ordinal)) identity.AddClaim(new Claim(Options.ClaimsIdentity.RoleClaimType, role));
        foreach (var grant in held)
            if (ScopeClaim(grant.Role) is { } type)
                identity.AddClaim(new Claim(type, grant.Scope));
        if (held.Min(grant => grant.Until) is { } end)
            identity.AddClaim(new Claim(OutreachClaims.RolesUntil, end.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));
        return identity;
    }

    private static string? ScopeClaim(string role) => role switch
    {
        Roles.Coordinator => OutreachClaims.Region,
        Roles.SchemeLead => OutreachClaims.Scheme,
        Roles.Trainee => OutreachClaims.Trains,
        Roles.PracticeManager => OutreachClaims.Practice,
        Roles.PracticeAssistant => OutreachClaims.Assists,
        Roles.PracticeReception => OutreachClaims.Receives,
        _ => null,
    };
}
