using Microsoft.EntityFrameworkCore;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Notices;

/// <summary>Out of the accounts store, by roles and claims.</summary>
internal sealed class MailContacts(AccountsDb accounts) : IMailContacts
{
    private const int ContactsMost = 100;

    public Task<MailContact?> Person(string personId, CancellationToken cancellationToken) => accounts.Users.AsNoTracking()
        .Where(user => user.PersonId == personId && user.Email != null)
        .Select(user => new MailContact(user.Id, user.Email!, user.DisplayName))
        .SingleOrDefaultAsync(cancellationToken);

    public Task<IReadOnlyList<MailContact>> PracticeManagers(string odsCode, CancellationToken cancellationToken) =>
        With(Roles.PracticeManager, OutreachClaims.Practice, odsCode, cancellationToken);

    public Task<IReadOnlyList<MailContact>> Coordinators(string region, CancellationToken cancellationToken) =>
        With(Roles.Coordinator, OutreachClaims.Region, region, cancellationToken);

    private async Task<IReadOnlyList<MailContact>> With(string role, string claim, string value, CancellationToken cancellationToken) => await accounts.Users.AsNoTracking()
        .Where(user => user.Email != null
            && accounts.UserClaims.Any(it => it.UserId == user.Id && it.ClaimType == claim && it.ClaimValue == value)
            && accounts.UserRoles.Any(it => it.UserId == user.Id && accounts.Roles.Any(named => named.Id == it.RoleId && named.Name == role)))
        .OrderBy(user => user.Id)
        .Take(ContactsMost)
        .Select(user => new MailContact(user.Id, user.Email!, user.DisplayName))
        .ToListAsync(cancellationToken);
}
