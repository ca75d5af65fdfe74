using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.People.Grants;
using OutreachSilo.Practices;

namespace OutreachSilo.People.Accounts;

/// <summary>What the cookie says: who it is, the roles that hold now and their scopes, and when the first of them ends.</summary>
internal sealed class AccountClaims(UserManager<AppUser> users, IOptions<IdentityOptions> options, AccountsDb accounts, IEnumerable<IPracticeDirectory> directories, TimeProvider time)
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
                foreach (var scope in await ScopesOf(grant))
                    identity.AddClaim(new Claim(type, scope));
        foreach (var network in held.Where(grant => grant.Role == Roles.PracticeManager && GrainKeys.IsNetwork(grant.Scope))) identity.AddClaim(new Claim(OutreachClaims.Network, network.Scope));
        if (held.Min(grant => grant.Until) is { } end)
            identity.AddClaim(new Claim(OutreachClaims.RolesUntil, end.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));
        return identity;
    }

    /// <summary>A network stands for the practices that belong to it now: who joins or leaves counts when the ticket is next looked at, within five minutes.</summary>
    private async Task<IEnumerable<string>> ScopesOf(Grant grant)
    {
        if (!GrantRules.IsOfPractice(grant.Role) || !GrainKeys.IsNetwork(grant.Scope)) return [grant.Scope];
        return directories.FirstOrDefault() is { } directory ? (await directory.OfNetwork(grant.Scope, CancellationToken.None)).Select(line => line.OdsCode) : [];
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
