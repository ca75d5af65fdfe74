using Microsoft.EntityFrameworkCore;

namespace OutreachSilo.People.Accounts;

internal sealed class PeopleNames(AccountsDb accounts) : IPeopleNames
{
    public const int IdsMax = 1_000;

    public async Task<IReadOnlyDictionary<string, string>> NamesOf(IEnumerable<string> personIds, CancellationToken cancellationToken = default)
    {
        var ids = personIds.Distinct(StringComparer.Ordinal).ToArray();
        if (ids.Length > IdsMax) throw new ArgumentException($"At most {IdsMax} ids at once.", nameof(personIds));
        var names = ids.Length == 0
            ? []
            : await accounts.Users.AsNoTracking()
                .Where(user => user.PersonId != null && ids.Contains(user.PersonId))
                .Select(user => new { user.PersonId, user.DisplayName })
                .ToDictionaryAsync(user => user.PersonId!, user => user.DisplayName, StringComparer.Ordinal, cancellationToken);
        return ids.ToDictionary(id => id, id => names.GetValueOrDefault(id) is { Length: > 0 } name ? name : $"Applicant {id[..Math.Min(4, id.Length)]}", StringComparer.Ordinal);
    }
}
