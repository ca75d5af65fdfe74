using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring;

/// <summary>
/// Names of a scheme's members, for those whom <see cref="SchemeAccess"/> lets in: a whole register at once, each name asked for once per request. Scoped.
/// </summary>
public sealed class MemberNames(IPeopleNames people)
{
    private const int AtOnce = 1_000;

    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<string, string>> Of(IEnumerable<string> persons, CancellationToken cancellationToken = default)
    {
        foreach (var some in persons.Where(person => person.Length > 0 && !_known.ContainsKey(person)).Distinct(StringComparer.Ordinal).Chunk(AtOnce))
            foreach (var (person, name) in await people.NamesOf(some, cancellationToken))
                _known[person] = name;
        return _known;
    }
}
