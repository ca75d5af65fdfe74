using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace OutreachSilo.People.Accounts;

/// <summary>Adds the person and the name to the cookie; regions and practices are stored claims and come along by themselves.</summary>
internal sealed class AccountClaims(UserManager<AppUser> users, RoleManager<IdentityRole> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<AppUser, IdentityRole>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(AppUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(OutreachClaims.DisplayName, user.DisplayName));
        if (user.PersonId is { } person) identity.AddClaim(new Claim(OutreachClaims.Person, person));
        return identity;
    }
}
