using Microsoft.EntityFrameworkCore;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Notices;

/// <summary>Out of the accounts store, by the roles that are held now.</summary>
internal sealed class MailContacts(AccountsDb accounts, TimeProvider time) : IMailContacts
{
    private const int ContactsMost = 100;

    public Task<MailContact?> Person(string personId, CancellationToken cancellationToken) => accounts.Users.AsNoTracking()
        .Where(user => user.PersonId == personId && user.Email != null)
        .Select(user => new MailContact(user.Id, user.Email!, user.DisplayName))
        .SingleOrDefaultAsync(cancellationToken);

    public Task<IReadOnlyList<MailContact>> PracticeManagers(string odsCode, string network, CancellationToken cancellationToken) =>
        With([Roles.PracticeManager, Roles.PracticeAssistant], network.Length == 0 ? [odsCode] : [odsCode, network], cancellationToken);

    public Task<IReadOnlyList<MailContact>> SchemeLeads(string scheme, CancellationToken cancellationToken) => With([Roles.SchemeLead], [scheme], cancellationToken);

    public Task<IReadOnlyList<MailContact>> Coordinators(string region, CancellationToken cancellationToken) => With([Roles.Coordinator], [region], cancellationToken);

    private async Task<IReadOnlyList<MailContact>> With(string[] roles, string[] scopes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await accounts.Users.AsNoTracking()
            .Where(user => user.Email != null && accounts.Grants.Any(
                grant => grant.AccountId == user.Id && roles.Contains(grant.Role) && scopes.Contains(grant.Scope) && grant.EndedAt == null && (grant.Until == null || grant.Until > now)))
            .OrderBy(user => user.Id)
            .Take(ContactsMost)
            .Select(user => new MailContact(user.Id, user.Email!, user.DisplayName))
            .ToListAsync(cancellationToken);
    }
}
