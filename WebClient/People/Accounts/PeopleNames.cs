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

    public async Task<IReadOnlyDictionary<string, string>> AccountsOf(IEnumerable<string> ids, CancellationToken cancellationToken = default)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var some in ids.Distinct(StringComparer.Ordinal).Chunk(IdsMax))
            foreach (var user in await accounts.Users.AsNoTracking().Where(user => some.Contains(user.Id) || (user.PersonId != null && some.Contains(user.PersonId)))
                         .Select(user => new { user.Id, user.PersonId, user.DisplayName }).ToListAsync(cancellationToken))
                names[user.Id] = names[user.PersonId ?? user.Id] = user.DisplayName;
        return names;
    }
}
